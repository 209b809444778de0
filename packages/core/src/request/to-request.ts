import { ConnectionError } from '../errors/connection-error.ts'
import { InputError } from '../errors/input-error.ts'
import type { AnyEndpoint } from '../wire/endpoint.ts'
import type { Issue } from '../wire/issue.ts'
import type { FieldShape, RequestShape } from '../wire/request-shape.ts'
import { mergePrompt } from './merge-prompt.ts'
import type { ImageSlot } from './read-images.ts'

type Fields = Record<string, unknown>

/** The API's request; an image is an address or its Base64, which may be a `Blob` or a `LazyText`. */
export type CheckedRequest = Readonly<Record<string, unknown>>

/**
 * Turns what an app writes into what the API takes: checked against every limit of the spec, images as bare Base64.
 * At once where there are no images, else a promise. The input is not changed. Fails with an `InputError` that has
 * everything that is wrong.
 */
export function toRequest(
  { shape, validate }: Pick<AnyEndpoint, 'shape' | 'validate'>,
  input: unknown,
): CheckedRequest | Promise<CheckedRequest> {
  const slots: ImageSlot[] = []
  const request = toFields(mergePrompt(shape, input), shape, '', slots) as CheckedRequest
  const issues = validate(request) ?? []
  if (slots.length > 0) return withImages(request, slots, issues)
  if (issues.length > 0) throw new InputError(issues)
  return request
}

/** The request without its images, as far as an input that nobody has checked allows. */
export function draftRequest({ shape }: Pick<AnyEndpoint, 'shape'>, input: unknown): CheckedRequest {
  return toFields(mergePrompt(shape, input), shape, '', []) as CheckedRequest
}

/** Most requests have no images, so what reads them is loaded with the first. */
async function withImages(
  request: CheckedRequest,
  slots: readonly ImageSlot[],
  issues: readonly Issue[],
): Promise<CheckedRequest> {
  const { readImages } = await import('./read-images.ts').catch((cause: unknown) => {
    throw new ConnectionError('What reads images could not be loaded; try again, or reload the page', cause, true)
  })
  await readImages(slots, issues, (all) => new InputError(all))
  return request
}

function toFields(value: unknown, shape: RequestShape, path: string, slots: ImageSlot[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const given = value as Fields
  const fields: Fields = {}
  for (const key of Object.keys({ ...shape, ...given })) {
    const field = shape[key] ?? {}
    const item = isEmpty(given[key]) ? field.fallback : given[key]
    if (item === undefined || isIgnored(field, given)) continue
    fields[key] = toField(item, field, `${path}/${key}`, slots, (text) => (fields[key] = text))
  }
  return fields
}

function toField(value: unknown, field: FieldShape, path: string, slots: ImageSlot[], put: ImageSlot['put']): unknown {
  if (field.list && Array.isArray(value)) {
    const item = { ...field, list: undefined }
    const items: unknown[] = value.map((one, index) =>
      toField(one, item, `${path}/${index}`, slots, (text) => (items[index] = text)),
    )
    return items
  }
  if (field.kind === 'image') {
    slots.push({ path, image: value, limits: field.limits, put })
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
