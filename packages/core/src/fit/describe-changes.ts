import type { FitJob, FittedPicture } from './fit-job.ts'
import type { Sides, SidesPlan } from './plan-sides.ts'

/** What was done to a picture, in short words for a person. */
export function describeChanges(job: FitJob, original: Sides, { framed }: SidesPlan, fitted: FittedPicture): string[] {
  const changes: string[] = []
  const format = fitted.blob.type.replace('image/', '')
  if (job.isTurned) changes.push('rotated')
  if (format !== job.format) changes.push(`converted ${job.format} → ${format}`)
  if (!isSame(original, framed)) {
    changes.push(`${job.ratio === 'crop' ? 'cropped' : 'padded'} ${inWords(original)} → ${inWords(framed)}`)
  }
  if (!isSame(framed, fitted)) changes.push(`resized ${inWords(framed)} → ${inWords(fitted)}`)
  if (job.blob.size > job.maxBytes) changes.push(`compressed ${toSize(job.blob)} → ${toSize(fitted.blob)}`)
  return changes
}

function isSame(one: Sides, other: Sides): boolean {
  return one.width === other.width && one.height === other.height
}

function inWords({ width, height }: Sides): string {
  return `${width}×${height}`
}

function toSize({ size }: Blob): string {
  return `${(size / 1_000_000).toFixed(1)} MB`
}
