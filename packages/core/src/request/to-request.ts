import { InputError } from '../errors/input-error.ts'
import { omniImageRequestShape } from '../wire/generated/request-shape.ts'
import type { OmniImageRequest } from '../wire/generated/types.ts'
import { validateOmniImageRequest } from '../wire/generated/validators.ts'
import type { Issue } from '../wire/issue.ts'
import type { FieldShape, RequestShape } from '../wire/request-shape.ts'
import type { LazyText } from '../wire/lazy-text.ts'
import { checkImage } from './check-image.ts'
import { createTurns } from './create-turns.ts'
import type { OmniImageInput } from './input.ts'
import { mergePrompt } from './merge-prompt.ts'
import { encodeReference } from './encode-reference.ts'
import { toReference, type Reference } from './reference.ts'

type Fields = Record<string, unknown>

/** The API's request; an image is an address or its Base64. */
export type CheckedRequest = Omit<OmniImageRequest, 'image_list'> & {
  readonly image_list?: readonly { readonly image: string | Blob | LazyText }[]
}

/** An image of the input, and the place in the request that its text goes to. */
interface Slot {
  readonly path: string
  readonly image: unknown
  readonly put: (text: string | Blob | LazyText) => void
}

/**
 * Turns what an app writes into what the API takes: checked against every limit of the spec, images as bare Base64.
 * At once where there are no images, else a promise. The input is not changed. Fails with an `InputError` that has
 * everything that is wrong.
 */
export function toRequest(input: OmniImageInput): CheckedRequest | Promise<CheckedRequest> {
  const slots: Slot[] = []
  const request = toFields(mergePrompt(input), omniImageRequestShape, '', slots) as CheckedRequest
  const issues = validateOmniImageRequest(request) ?? []
  if (slots.length > 0) return withImages(request, slots, issues)
  if (issues.length > 0) throw new InputError(issues)
  return request
}

/** One image after the other: they are large. */
async function withImages(
  request: CheckedRequest,
  slots: readonly Slot[],
  issues: readonly Issue[],
): Promise<CheckedRequest> {
  const giveWay = createTurns()
  const all = [...issues]
  // An image is read once, however often it stands in the request.
  const found = new Map<unknown, Reference | Issue>()
  for (const { image, path } of slots) {
    const reference = found.get(image) ?? (await toHealthyReference(image, path))
    found.set(image, reference)
    if ('code' in reference) all.push({ ...reference, path })
    await giveWay()
  }
  if (all.length > 0) throw new InputError(all)
  const encoded = new Map<unknown, string | Blob | LazyText>()
  for (const { image, path, put } of slots) {
    const text = encoded.get(image) ?? (await encodeReference(found.get(image) as Reference, path))
    encoded.set(image, text)
    put(text)
    await giveWay()
  }
  return request
}

async function toHealthyReference(image: unknown, path: string): Promise<Reference | Issue> {
  const reference = await toReference(image, path)
  if ('code' in reference || !reference.source) return reference
  return (await checkImage(reference.source, path)) ?? reference
}

function toFields(value: unknown, shape: RequestShape, path: string, slots: Slot[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const given = value as Fields
  const fields: Fields = {}
  for (const key of new Set([...Object.keys(shape), ...Object.keys(given)])) {
    const field = shape[key] ?? {}
    const item = isEmpty(given[key]) ? field.fallback : given[key]
    if (item === undefined || isIgnored(field, given)) continue
    fields[key] = toField(item, field, `${path}/${key}`, slots, (text) => (fields[key] = text))
  }
  return fields
}

function toField(value: unknown, field: FieldShape, path: string, slots: Slot[], put: Slot['put']): unknown {
  if (field.list && Array.isArray(value)) {
    return value.map((item, index) => toFields(item, field.fields ?? {}, `${path}/${index}`, slots))
  }
  if (field.kind === 'image') {
    slots.push({ path, image: value, put })
    return 'image' // stands in until the checks have passed
  }
  if (field.kind === 'int64') return toExactInteger(value)
  if (field.words && typeof value === 'string') return foldCase(value, field.words)
  return toFields(value, field.fields ?? {}, path, slots)
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
