import { isSameText, type KeyedHash } from './keyed-hash.ts'

/** A user's ids as they go upstream: `<id>.<mark>`, where the mark is a keyed hash of the user and the id. */
export interface Marks {
  readonly toUpstreamId: (user: string, id: string) => Promise<string>
  /** The same under each key, the newest first. */
  readonly toUpstreamIds: (user: string, id: string) => Promise<readonly string[]>
  /** The user's own id; undefined where the mark is not this user's. */
  readonly fromUpstreamId: (user: string, upstreamId: string) => Promise<string | undefined>
}

/** The first key signs and all of them are believed, so a new key can be put in front at any time. */
export function createMarks(keys: readonly KeyedHash[]): Marks {
  const toMarks = (user: string, id: string): Promise<string[]> => Promise.all(keys.map((key) => key('mark', user, id)))
  const toUpstreamIds = async (user: string, id: string): Promise<string[]> =>
    (await toMarks(user, id)).map((mark) => `${id}.${mark}`)

  return {
    toUpstreamId: async (user, id) => `${id}.${await keys[0]!('mark', user, id)}`,
    toUpstreamIds,
    fromUpstreamId: async (user, upstreamId) => {
      const dot = upstreamId.lastIndexOf('.')
      if (dot < 1) return undefined
      const id = upstreamId.slice(0, dot)
      const marks = await toMarks(user, id)
      // Each is compared, whichever fits.
      return marks.map((mark) => isSameText(upstreamId.slice(dot + 1), mark)).includes(true) ? id : undefined
    },
  }
}
