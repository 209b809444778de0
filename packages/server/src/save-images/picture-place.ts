import type { Picture } from './picture.ts'

/** Where pictures are kept. */
export interface PicturePlace {
  /** Keeps all of it or rejects; what stood under the name before is gone then. */
  readonly save: (name: string, picture: Picture) => Promise<void>
}
