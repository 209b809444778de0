import type { Readable } from 'node:stream'

/** A picture on its way from the host to where it is kept. */
export interface Picture {
  /** Ends with an error where the picture turns out to be too large, cut off or no picture. Read it once. */
  readonly stream: Readable
  /** What the host says that it has. */
  readonly bytes: number | undefined
  readonly contentType: PictureType
}

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp'

export const extensions: Readonly<Record<PictureType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}

/** A picture that is not saved, and why. What it says may be logged: addresses are named without their signatures. */
export class PictureRefused extends Error {
  override readonly name = 'PictureRefused'
}

/** Why a signal has fired: a host that takes too long is one that is not saved from. */
export function toReason({ reason }: AbortSignal, host: string): Error {
  const error = reason as Error
  return error.name === 'TimeoutError' ? new PictureRefused(`${host} is too slow`) : error
}
