import { imageLimits } from '../wire/generated/image-limits.ts'
import { describeChanges } from './describe-changes.ts'
import { drawPicture, isTransparent } from './draw-picture.ts'
import type { FitJob, FitOutcome, FittedPicture } from './fit-job.ts'
import { planSides } from './plan-sides.ts'

// From hardly visible to visible on a close look; below that fewer pixels look better than worse ones.
const jpegQualities = [0.92, 0.85, 0.75]

/** Decodes, draws and encodes; in a worker or in the page. Never rejects. */
export async function fitPicture(job: FitJob): Promise<FitOutcome> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(job.blob) // turned as EXIF says
  } catch {
    const kind = job.format === 'unknown' ? 'this file' : `a ${job.format} image`
    const message = `This browser cannot decode ${kind}; a JPEG or PNG is needed.`
    return { issue: { path: '', code: 'imageFormat', expected: imageLimits.formats, received: job.format, message } }
  }
  try {
    return await redraw(picture, job)
  } catch {
    const message = 'This browser cannot convert an image of this size.'
    return { issue: { path: '', code: 'imageUnreadable', message } }
  } finally {
    picture.close()
  }
}

async function redraw(picture: ImageBitmap, job: FitJob): Promise<FitOutcome> {
  const { blob, format, background, maxBytes, maxUpscale } = job
  const transparent = format !== 'jpeg' && isTransparent(picture)
  const lossless = format === 'png' || format === 'gif'
  const types = transparent || (lossless && blob.size <= maxBytes) ? ['image/png'] : []
  if (!transparent) types.push('image/jpeg')

  for (let maxSide = job.maxSide; ;) {
    const plan = planSides(picture, { ratio: job.ratio, maxSide })
    if (plan.scale > maxUpscale) return tooSmall(picture)
    const canvas = drawPicture(picture, plan, transparent ? undefined : background)
    const encoded = await encode(canvas, types, maxBytes)
    if (encoded.size <= maxBytes) {
      const fitted: FittedPicture = { ...plan.canvas, blob: encoded, changes: [] }
      return { ...fitted, changes: describeChanges(job, picture, plan, fitted) }
    }
    if (Math.min(canvas.width, canvas.height) <= imageLimits.minSide) return tooManyBytes(encoded.size, maxBytes)
    // Bytes grow about as the area does; a little less, so that the next try is the last.
    maxSide = Math.floor(Math.max(canvas.width, canvas.height) * Math.sqrt(maxBytes / encoded.size) * 0.95)
  }
}

/** The first encoding that is small enough, else the smallest. */
async function encode(canvas: OffscreenCanvas, types: readonly string[], maxBytes: number): Promise<Blob> {
  let smallest: Blob | undefined
  for (const type of types) {
    for (const quality of type === 'image/jpeg' ? jpegQualities : [1]) {
      const blob = await canvas.convertToBlob({ type, quality })
      if (blob.size <= maxBytes) return blob
      if (!smallest || blob.size < smallest.size) smallest = blob
    }
  }
  return smallest!
}

function tooManyBytes(bytes: number, maxBytes: number): FitOutcome {
  return { issue: { path: '', code: 'imageBytes', expected: maxBytes, received: bytes } }
}

function tooSmall({ width, height }: ImageBitmap): FitOutcome {
  const side = Math.min(width, height)
  const message = `A side of ${side} pixels is too small to be enlarged to ${imageLimits.minSide}.`
  return { issue: { path: '', code: 'imageSide', expected: imageLimits.minSide, received: side, message } }
}
