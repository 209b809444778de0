import { fileURLToPath } from 'node:url'
import { omniImageTask } from '@omni-image/core/wire'
import { createCallbacks } from '../callback/callbacks.ts'
import { systemClock } from '../clock.ts'
import { quietLogger } from '../handler/log.ts'
import { createLocalHints } from '../hints/hints.ts'
import { createKeyedHash } from '../ownership/keyed-hash.ts'
import { createMarkedOwners } from '../ownership/marked-owners.ts'
import { createStoredOwners } from '../ownership/stored-owners.ts'
import { createUpstream } from '../upstream/upstream.ts'
import { createBullJobQueue } from './bull/bull-job-queue.ts'
import { checkJobsOptions } from './check-jobs-options.ts'
import { createFolderJobQueue } from './folder/folder-job-queue.ts'
import type { JobName } from './job.ts'
import type { JobQueue } from './job-queue.ts'
import { createJobSteps } from './job-steps.ts'
import type { Jobs } from './jobs.ts'
import type { JobsOptions } from './jobs-options.ts'
import { createRequestShelf } from './request-shelf.ts'
import { toJob } from './to-job.ts'
import { writeRequest } from './write-request.ts'

/** No secret: a job is the same whatever becomes of the secret. */
const nameJob = createKeyedHash('names of jobs')

/**
 * Pictures that are made in the background, under the same money rules as in a browser: each job is one paid task,
 * whatever crashes on the way.
 *
 * @example
 * const jobs = createJobs({ upstream, secret, redis: 'redis://localhost', onFinished: (job) => save(job.images) })
 * await jobs.work()
 * await jobs.enqueue({ prompt: 'a lighthouse' }, { user: 'ann', key: 'nightly-2026-10-01/17' })
 */
export function createJobs(options: JobsOptions): Jobs {
  checkJobsOptions(options)
  const { clock = systemClock, hints = createLocalHints(), logger = quietLogger, ownership } = options
  const { keepMs = omniImageTask.retentionMs, concurrency = 4, rate, onFinished } = options
  const keys = [options.secret].flat().map(createKeyedHash)
  const upstream = createUpstream(options.upstream, clock, options.watch)
  const isStored = typeof ownership === 'object'
  const owners = isStored ? createStoredOwners(ownership.store, keys) : createMarkedOwners(keys)
  const closing = new AbortController()
  const steps = createJobSteps({
    upstream,
    owners,
    hints,
    callbacks: options.callbacks && createCallbacks(options.callbacks, keys, clock),
    clock,
    logger,
    resubmit: options.resubmit ?? (isStored ? 'never' : 'if-not-found'),
    deadlineMs: options.deadlineMs ?? 6 * omniImageTask.deadlineMs,
    onFinished,
    closing: closing.signal,
  })
  const shared = { steps, upstream, hints, clock, logger, keepMs, concurrency, rate }
  const queue = openQueue(options, shared)

  async function idOf({ user, key }: JobName): Promise<string> {
    if (!user || !key) throw new TypeError('A job needs a user and a key')
    return `job-${await nameJob(user, key)}`
  }

  return {
    enqueue: async (input, { user, key }) => {
      const id = await idOf({ user, key })
      const known = await queue.find(id)
      if (known) return toJob(known, upstream)
      const request = await writeRequest(input, options.upstream.baseUrl)
      const upstreamId = await owners.toUpstreamId(user, id)
      const record = { id, user, key, upstreamId, enqueuedAt: clock.now(), request }
      await queue.add(record)
      return toJob((await queue.find(id)) ?? { record }, upstream)
    },
    get: async (name) => {
      const found = await queue.find(await idOf(name))
      return found && toJob(found, upstream)
    },
    retry: async (name) => queue.retry(await idOf(name)),
    work: queue.work,
    close: async () => {
      closing.abort()
      await queue.close()
      upstream.close()
    },
  }
}

type Shared = Omit<Parameters<typeof createFolderJobQueue>[0], 'path'>

function openQueue(options: JobsOptions, shared: Shared): JobQueue {
  if (options.folder !== undefined) {
    const { folder } = options
    return createFolderJobQueue({ ...shared, path: typeof folder === 'string' ? folder : fileURLToPath(folder) })
  }
  const { redis, prefix, requestStore, lockMs = 30_000 } = options
  return createBullJobQueue({ ...shared, redis, prefix, lockMs, requests: createRequestShelf(requestStore) })
}
