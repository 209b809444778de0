import type { Task } from '@omni-image/core/wire'
import type { FinishCall, OnTaskFinished } from '../finish/finish-options.ts'
import { createBucketPlace, type ImageBucket } from './bucket-place.ts'
import { fetchPicture, type FetchPictureOptions } from './fetch-picture.ts'
import { imagesOf } from './images-of.ts'
import { extensions } from './picture.ts'
import { createStoragePlace, type ImageStorage } from './storage-place.ts'

interface NamedImage {
  readonly task: Task
  readonly user: string
  /** From 0, in the order of the task. */
  readonly index: number
  /** `png`, `jpg` or `webp`. */
  readonly extension: string
}

export interface SavedImage {
  readonly index: number
  /** Under which it is kept. */
  readonly name: string
  readonly contentType: string
}

export interface SaveImagesOptions {
  /** Where to: any storage of `unstorage`, or a bucket. */
  readonly storage?: ImageStorage | undefined
  readonly bucket?: ImageBucket | undefined
  /** Default `<task_id>/<index>.png`. The same picture must always get the same name. */
  readonly name?: ((image: NamedImage) => string) | undefined
  /** Hears of all pictures of a task when they are kept, for instance to write their names down. Awaited. */
  readonly onSaved?:
    | ((images: readonly SavedImage[], task: Task, user: string, call: FinishCall) => unknown)
    | undefined
  /** The largest picture, in bytes. Default 64 MiB. */
  readonly maxBytes?: number | undefined
  /** How long one picture may take, in milliseconds. Default 120 000. */
  readonly timeoutMs?: number | undefined
  /** Hosts of pictures that may be private, for development: `['localhost:8787']`. Default: none. */
  readonly privateHosts?: readonly string[] | undefined
  /** Finds the addresses of a host, as `dns.lookup` does. */
  readonly lookup?: FetchPictureOptions['lookup']
}

/**
 * Keeps the pictures of each task, before their addresses end. What fails is done again as a whole: the same picture comes
 * to the same name.
 *
 * @example
 * createOmniImageHandler({ …, onTaskFinished: saveImages({ storage: createStorage({ driver: fsLite({ base: 'pictures' }) }) }) })
 */
export function saveImages(options: SaveImagesOptions): OnTaskFinished {
  const { storage, bucket, name = defaultName, onSaved, lookup } = options
  const { maxBytes = 64 * 2 ** 20, timeoutMs = 120_000, privateHosts = [] } = options
  if (Boolean(storage) === Boolean(bucket)) throw new TypeError('saveImages: give storage or bucket')
  const place = storage ? createStoragePlace(storage) : createBucketPlace(bucket!)

  return async (task, user, call) => {
    const saved: SavedImage[] = []
    // One after the other: several tasks are being saved already.
    for (const [index, { url }] of imagesOf(task).entries()) {
      const { signal } = call
      const picture = await fetchPicture(url, { maxBytes, timeoutMs, privateHosts, signal, lookup })
      const { contentType } = picture
      const ownName = name({ task, user, index, extension: extensions[contentType] })
      try {
        await place.save(ownName, picture)
      } finally {
        picture.stream.destroy()
      }
      saved.push({ index, name: ownName, contentType })
    }
    if (saved.length > 0) await onSaved?.(saved, task, user, call)
  }
}

/** Ids come from the API, so they are kept from having a meaning in paths. */
function defaultName({ task, index, extension }: NamedImage): string {
  return `${task.task_id.replaceAll(/[^\w-]/g, '_')}/${index}.${extension}`
}
