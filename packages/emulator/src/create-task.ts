import type { OmniImageRequest } from '@omni-image/core/wire'
import { Refusal } from './answer.ts'
import { toCallbackUrl } from './callback-url.ts'
import { checkReference } from './check-reference.ts'
import type { Gate } from './gate.ts'
import type { Settings } from './options.ts'
import { pictureSizeOf } from './picture-size.ts'
import { createRandom, lognormal } from './random.ts'
import { costOf } from './task-cost.ts'
import { taskIdOf } from './task-id.ts'
import type { TaskRecord } from './task-record.ts'
import type { TaskStore } from './task-store.ts'

export interface TaskMaker {
  /** Checks what the schema cannot, then makes the task; or throws a `Refusal` and leaves no trace. */
  create: (request: OmniImageRequest, home: string) => Promise<TaskRecord>
}

const queueShare = 0.1 // of a task's life, until it leaves `submitted`

export function createTaskMaker(settings: Settings, store: TaskStore, decoding: Gate): TaskMaker {
  const { limits, clock, seed } = settings
  let sequence = 0

  return {
    create: async (request, home) => {
      if (hasWord(request.prompt, limits.moderation))
        throw new Refusal(1301, 'The prompt was refused by content security')
      const callbackUrl = toCallbackUrl(request.callback_url, settings.callbackHosts)
      const references = await Promise.all(
        (request.image_list ?? []).map(({ image }, index) =>
          decoding(() => checkReference(image, `/image_list/${index}/image`, settings.allowPrivateImageUrls)),
        ),
      )

      // From here to the end nothing waits, so two requests cannot both be the first with an id or in a slot.
      const random = createRandom(seed, 'task', sequence)
      const externalId = request.external_task_id
      const nowMs = clock.now()
      store.forget(nowMs)
      if (externalId !== undefined && store.find(externalId))
        throw new Refusal(1201, `External_task_id ${externalId} already exists`)
      const cost = costOf(request, random)
      if (store.slotsInUse(nowMs) + cost.imageCount > limits.slots)
        throw new Refusal(1303, 'parallel task over resource pack limit')

      const latencyMs = latencyOf(settings.latency, random)
      const record: TaskRecord = {
        taskId: taskIdOf(seed, sequence),
        externalId,
        prompt: request.prompt,
        resultType: request.result_type ?? 'single',
        ...cost,
        ...pictureSizeOf(request, references),
        hasWatermark: request.watermark_info?.enabled,
        references,
        failure: hasWord(request.prompt, limits.failing)
          ? 'The generated picture was refused by content security'
          : undefined,
        callbackUrl,
        home,
        createdAtMs: nowMs,
        startsAtMs: nowMs + Math.round(latencyMs * queueShare),
        endsAtMs: nowMs + Math.round(latencyMs),
      }
      sequence += 1
      store.add(record)
      return record
    },
  }
}

function latencyOf(latency: Settings['latency'], random: () => number): number {
  return typeof latency === 'number' ? latency : lognormal(random, latency.medianMs, latency.sigma)
}

function hasWord(prompt: string, words: readonly string[]): boolean {
  const spoken: readonly string[] = prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.some((word) => spoken.includes(word.toLowerCase()))
}
