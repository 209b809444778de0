import type { FileAddresses } from './file-address.ts'
import type { PictureShelf } from './picture/picture-shelf.ts'
import type { PictureRecipe } from './picture/picture-recipe.ts'
import { hashOf } from './random.ts'
import { momentOf } from './task-life.ts'
import type { TaskRecord } from './task-record.ts'
import type { TaskStore } from './task-store.ts'

export interface FileQuestion {
  readonly request: Request
  readonly taskId: string
  readonly fileName: string
  readonly nowMs: number
}

export interface FileSources {
  readonly seed: string
  readonly store: TaskStore
  readonly addresses: FileAddresses
  readonly shelf: PictureShelf
}

/** Answers a GET or HEAD of a picture. Needs no key, but an address that was signed here and is not too old. */
export async function answerFile(question: FileQuestion, sources: FileSources): Promise<Response> {
  const { request, taskId, fileName, nowMs } = question
  if (!sources.addresses.isGood(new URL(request.url), taskId, fileName, nowMs))
    return plainAnswer(403, 'The address has expired or was changed')
  const record = sources.store.find(taskId)
  const recipe = record && toRecipe(record, fileName, sources.seed, nowMs)
  if (!recipe) return plainAnswer(404, 'There is no such picture')

  const key = `${taskId}/${fileName}`
  const etag = `"${hashOf(sources.seed, key).toString('hex', 0, 16)}"`
  const headers = { etag, 'cache-control': 'private, max-age=86400, immutable' }
  const isKnown = request.headers
    .get('if-none-match')
    ?.split(/\s*,\s*/)
    .includes(etag)
  if (isKnown) return new Response(null, { status: 304, headers })

  const picture = await sources.shelf.take(key, recipe)
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(picture), {
    headers: { ...headers, 'content-type': 'image/png', 'content-length': String(picture.length) },
  })
}

function toRecipe(record: TaskRecord, fileName: string, seed: string, nowMs: number): PictureRecipe | undefined {
  const [, digits, watermark] = /^(\d)(-watermark)?\.png$/.exec(fileName) ?? []
  const index = Number(digits)
  const exists = digits !== undefined && index < record.imageCount && momentOf(record, nowMs).status === 'succeed'
  if (!exists || (watermark !== undefined && !record.hasWatermark)) return undefined
  return {
    seed: `${seed} ${record.taskId} ${record.prompt}`,
    index,
    ...(record.resultType === 'series' && { frame: { index, of: record.imageCount } }),
    width: record.widthPixels,
    height: record.heightPixels,
    prompt: record.prompt,
    references: record.references,
    hasWatermark: watermark !== undefined,
  }
}

function plainAnswer(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
