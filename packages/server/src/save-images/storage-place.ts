import { buffer } from 'node:stream/consumers'
import type { Picture } from './picture.ts'
import type { PicturePlace } from './picture-place.ts'

/** As much of a storage of `unstorage` as is used. */
export interface ImageStorage {
  readonly setItemRaw: (key: string, value: unknown) => Promise<unknown>
  readonly removeItem: (key: string) => Promise<unknown>
  readonly getMount?: ((key: string) => { readonly driver: { readonly name?: string } }) | undefined
}

/** Drivers that write as they read; any other is given the whole picture. */
const streamingDrivers = ['fs', 'fs-lite']

export function createStoragePlace(storage: ImageStorage): PicturePlace {
  return {
    save: async (name, { stream }: Picture) => {
      const isStreaming = streamingDrivers.includes(storage.getMount?.(name).driver.name ?? '')
      if (!isStreaming) return void (await storage.setItemRaw(name, await buffer(stream)))
      try {
        await storage.setItemRaw(name, stream)
      } catch (error) {
        await storage.removeItem(name) // a part of a picture looks like a picture
        throw error
      }
    },
  }
}
