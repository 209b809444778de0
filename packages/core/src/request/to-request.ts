import { InputError } from '../errors/input-error.ts'
import { omniImageRequestShape } from '../wire/generated/request-shape.ts'
import type { OmniImageRequest } from '../wire/generated/types.ts'
import { validateOmniImageRequest } from '../wire/generated/validators.ts'
import type { Issue } from '../wire/issue.ts'
import type { FieldShape, RequestShape } from '../wire/request-shape.ts'
import { checkImage } from './check-image.ts'
import type { OmniImageInput } from './input.ts'
import { mergePrompt } from './merge-prompt.ts'
import { encodeReference } from './encode-reference.ts'
import { toReference, type Reference } from './reference.ts'

type Fields = Record<string, unknown>

/** The API's request; an image is a Blob of its Base64. */
export type CheckedRequest = Omit<OmniImageRequest, 'image_list'> & {
  readonly image_list?: readonly { readonly image: string | Blob }[]
}

/** A reference that stands in the request already, and the place that its text goes to. */
interface Slot {
  readonly path: string
  readonly reference: Reference
  readonly put: (text: string | Blob) => void
}

interface Draft {
  readonly slots: Slot[]
  readonly issues: Issue[]
  /** One for each image, however often it stands in the request. */
  readonly references: Map<unknown, Reference | Issue>
}

/**
 * Turns what an app writes into what the API takes: checked against every limit of the spec, images as bare Base64.
 * At once where there are no images, else a promise. The input is not changed. Fails with an `InputError` that has
 * everything that is wrong.
 */
export function toRequest(input: OmniImageInput): CheckedRequest | Promise<CheckedRequest> {
  const draft: Draft = { slots: [], issues: [], references: new Map() }
  const request = toFields(mergePrompt(input), omniImageRequestShape, '', draft)
  // What was found while reading tells more than what the validator says of the same place.
  const read = new Set(draft.issues.map(({ path }) => path))
  const issues = [...(validateOmniImageRequest(request) ?? []).filter(({ path }) => !read.has(path)), ...draft.issues]
  if (draft.slots.length > 0) return withImages(request as CheckedRequest, draft.slots, issues)
  if (issues.length > 0) throw new InputError(issues)
  return request as CheckedRequest
}

async function withImages(
  request: CheckedRequest,
  slots: readonly Slot[],
  issues: readonly Issue[],
): Promise<CheckedRequest> {
  const found = await Promise.all(
    slots.map(async ({ reference: { source }, path }) => source && checkImage(source, path)),
  )
  const all = [...issues, ...found.filter((issue) => issue !== undefined)]
  if (all.length > 0) throw new InputError(all)
  const encoded = new Map<Reference, string | Blob>()
  for (const { reference, put } of slots) {
    const text = encoded.get(reference) ?? (await encodeReference(reference)) // one after the other: images are large
    encoded.set(reference, text)
    put(text)
  }
  return request
}

function toFields(value: unknown, shape: RequestShape, path: string, draft: Draft): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const given = value as Fields
  const fields: Fields = {}
  for (const key of new Set([...Object.keys(shape), ...Object.keys(given)])) {
    const field = shape[key] ?? {}
    const item = isEmpty(given[key]) ? field.fallback : given[key]
    if (item === undefined || isIgnored(field, given)) continue
    fields[key] = toField(item, field, `${path}/${key}`, draft, (text) => (fields[key] = text))
  }
  return fields
}

function toField(value: unknown, field: FieldShape, path: string, draft: Draft, put: Slot['put']): unknown {
  if (field.list && Array.isArray(value)) {
    return value.map((item, index) => toFields(item, field.fields ?? {}, `${path}/${index}`, draft))
  }
  if (field.kind === 'image') {
    const reference = draft.references.get(value) ?? toReference(value, path)
    draft.references.set(value, reference)
    if ('code' in reference) draft.issues.push({ ...reference, path })
    else draft.slots.push({ path, reference, put })
    return 'image' // stands in until the checks have passed
  }
  if (field.kind === 'int64') return toExactInteger(value)
  if (field.words && typeof value === 'string') return foldCase(value, field.words)
  return toFields(value, field.fields ?? {}, path, draft)
}

/** Optional fields that say nothing are left off, as gateways take an empty text for "not given" and others refuse it. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || typeof value === 'function') return true
  return value === '' || (Array.isArray(value) && value.length === 0)
}

/** What can be exact becomes a bigint; the rest stays as it is, for the validator to refuse. */
function toExactInteger(value: unknown): unknown {
  const isExact = typeof value === 'string' ? /^-?\d{1,19}$/.test(value) : Number.isSafeInteger(value)
  return isExact ? BigInt(value as string | number) : value
}

function isIgnored({ ignoredWhen }: FieldShape, given: Fields): boolean {
  if (!ignoredWhen) return false
  const word = given[ignoredWhen.field] || ignoredWhen.assumed
  return typeof word === 'string' && word.toLowerCase() === ignoredWhen.word
}

function foldCase(value: string, words: readonly string[]): string {
  return words.find((word) => word.toLowerCase() === value.toLowerCase()) ?? value
}
