import type { JobRecord } from './job-record.ts'

/** Where large requests wait. Every driver of `unstorage` fits; all workers must see the same. */
export interface RequestStore {
  readonly getItem: (key: string) => unknown
  readonly setItem: (key: string, value: { readonly request: string }) => unknown
  readonly removeItem: (key: string) => unknown
}

/** Keeps requests with many bytes out of Redis, which would hold all of them in memory. */
export interface RequestShelf {
  /** The record as it goes into the queue. */
  readonly putAway: (record: JobRecord) => Promise<JobRecord>
  readonly read: (record: JobRecord) => Promise<string>
  readonly remove: (record: JobRecord) => Promise<void>
}

/** A long prompt with ten addresses takes a tenth of it. */
const largeBytes = 100_000

export function createRequestShelf(store: RequestStore | undefined): RequestShelf {
  const keyOf = ({ id }: JobRecord): string => `omni-image:job:${id}`

  return {
    putAway: async (record) => {
      const { request = '', ...rest } = record
      if (request.length <= largeBytes) return record
      if (!store) {
        const message = `The request has ${request.length} bytes of images, too many for Redis: give their addresses instead, or createJobs a requestStore`
        throw new TypeError(message)
      }
      await store.setItem(keyOf(record), { request })
      return rest
    },
    read: async (record) => {
      if (record.request !== undefined) return record.request
      const { request } = ((await store?.getItem(keyOf(record))) ?? {}) as { readonly request?: unknown }
      if (typeof request === 'string') return request
      throw new Error(`The request of job ${record.id} is not in the requestStore; do all workers use the same?`)
    },
    remove: async (record) => {
      await store?.removeItem(keyOf(record))
    },
  }
}
