import { checkReference, isOmniImageError } from '@omni-image/core'
import { createReference, withCheck, type Reference } from './reference.ts'

const fixable: ReadonlySet<string> = new Set(['imageFormat', 'imageBytes', 'imageSide', 'imageRatio'])

/** Whether trying makes sense: not where nothing is wrong, with damaged files, with words, or where it was tried in vain. */
export function canFix({ checked, fix, widthPixels }: Reference): boolean {
  if (!checked || fix?.state === 'failed') return false
  if (checked.issues.length === 0) return checked.warnings.some(({ code }) => code === 'rotated')
  if (checked.format === 'unknown' && widthPixels === undefined) return false // not even the browser can show it
  return checked.issues.every(({ code }) => fixable.has(code))
}

/** The picture as the API takes it, or with the reason why it cannot be made so. Rejects when `signal` aborts. */
export async function fixReference(reference: Reference, signal: AbortSignal): Promise<Reference> {
  try {
    const blob = await toBlob(reference)
    const { fitReference } = await import('@omni-image/core/fit') // loaded when first needed
    const { file, changes } = await fitReference(blob, { signal })
    const fixed = file instanceof File ? file : new File([file], reference.name, { type: file.type })
    const checked = await checkReference(fixed)
    signal.throwIfAborted()
    return withCheck({ ...createReference(fixed), id: reference.id, fix: { state: 'done', changes } }, checked)
  } catch (error) {
    signal.throwIfAborted()
    return { ...reference, fix: { state: 'failed', reason: toReason(error) } }
  }
}

/** Base64 becomes a file on the way. */
async function toBlob({ image, previewUrl }: Reference): Promise<Blob> {
  return typeof image === 'string' ? (await fetch(previewUrl)).blob() : image
}

function toReason(error: unknown): string {
  if (!isOmniImageError(error) || error.code !== 'invalid-input') return 'It cannot be read, or the page is offline.'
  return error.issues.map(({ message }) => message).join(' ')
}
