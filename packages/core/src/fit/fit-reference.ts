import { InputError, inputError } from '../errors/input-error.ts'
import { checkReference } from '../request/check-reference.ts'
import { imageLimits } from '../wire/generated/image-limits.ts'
import type { FitJob } from './fit-job.ts'
import { fitPicture } from './fit-picture.ts'
import { runInWorker } from './run-in-worker.ts'

export interface FitReferenceOptions {
  /** What to do where width to height is out of bounds: add bars, or cut off the ends. Default: `pad`. */
  readonly ratio?: 'pad' | 'crop' | undefined
  /** A CSS colour for the bars, and for what JPEG cannot show. Default: white; transparent where the image is. */
  readonly background?: string | undefined
  /** The longest side, in pixels, of a picture that has to be written anew. Default: 4096, what the API makes at most. */
  readonly maxSide?: number | undefined
  /** How far a picture that is too small may be enlarged; what is smaller is refused. Default: 2, twice its sides. */
  readonly maxUpscale?: number | undefined
  /** A lower limit than the API's 10 MiB, for gateways that cap requests. */
  readonly maxBytes?: number | undefined
  readonly signal?: AbortSignal | undefined
}

export interface FittedReference {
  /** The file itself where nothing had to change, else a new JPEG or PNG. A `File` stays one, under a fitting name. */
  readonly file: Blob
  readonly width: number
  readonly height: number
  /** What was done, such as `rotated` or `resized 6000×4000 → 4096×2731`. Empty: nothing. */
  readonly changes: readonly string[]
}

/**
 * Makes a file that the API takes out of one that it does not: turns it upright, converts WebP, GIF, AVIF and what else
 * the browser can decode, brings down sides and bytes, enlarges what is a little too small. Of an animation the first
 * picture stays; metadata such as the place of a photo is left out. A file that is fine comes back as it is.
 *
 * For browsers; the work is done in a worker where one can be had. Rejects with an `InputError` for a file that cannot be
 * mended, and with `signal.reason` as soon as `signal` aborts.
 *
 * @example
 * const { file, changes } = await fitReference(photo, { signal })
 * await client.generate({ prompt: 'a lighthouse like this', image_list: [{ image: file }] })
 */
export async function fitReference(blob: Blob, options: FitReferenceOptions = {}): Promise<FittedReference> {
  const { signal, maxBytes = imageLimits.maxBytes } = options
  signal?.throwIfAborted()
  const { issues, warnings, format = 'unknown', width, height } = await checkReference(blob)
  const lost = issues.filter(({ code }) => hopeless.has(code))
  if (lost.length > 0) throw new InputError(lost)
  const isTurned = warnings.some(({ code }) => code === 'rotated')
  signal?.throwIfAborted()
  if (issues.length === 0 && !isTurned && blob.size <= maxBytes) {
    return { file: blob, width: width!, height: height!, changes: [] }
  }

  const job: FitJob = {
    blob,
    format,
    isTurned,
    ratio: options.ratio ?? 'pad',
    background: options.background ?? 'white',
    maxSide: options.maxSide ?? 4096,
    maxUpscale: options.maxUpscale ?? 2,
    maxBytes: Math.min(maxBytes, imageLimits.maxBytes),
  }
  return toReference(blob, await run(job, signal))
}

/** A cut-off photo could be shown in part, but nobody wants a picture made from half of it. */
const hopeless: ReadonlySet<string> = new Set(['type', 'imageEmpty', 'imageUnreadable'])

async function run(job: FitJob, signal: AbortSignal | undefined): ReturnType<typeof fitPicture> {
  if (typeof createImageBitmap === 'undefined' || typeof OffscreenCanvas === 'undefined') {
    throw inputError('', 'imageUnreadable', 'Only a browser with OffscreenCanvas can convert images')
  }
  const outcome = (await runInWorker(job, signal)) ?? (await fitPicture(job))
  signal?.throwIfAborted()
  return outcome
}

async function toReference(original: Blob, outcome: Awaited<ReturnType<typeof fitPicture>>): Promise<FittedReference> {
  if ('issue' in outcome) throw new InputError([outcome.issue])
  const { blob, width, height, changes } = outcome
  const { issues } = await checkReference(blob)
  if (issues.length > 0) throw new InputError(issues)
  return { file: original instanceof File ? renamed(original, blob) : blob, width, height, changes }
}

function renamed({ name, lastModified }: File, blob: Blob): File {
  const ending = blob.type === 'image/png' ? 'png' : 'jpg'
  return new File([blob], `${name.replace(/\.\w+$/, '')}.${ending}`, { type: blob.type, lastModified })
}
