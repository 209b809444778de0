import { type Field, omniImageFields } from '@omni-image/core/wire'

export type Fields = Record<string, unknown>

export interface Picked {
  readonly fields: Fields
  /** JSON pointers of what the spec does not know. */
  readonly unknown: readonly string[]
}

/** The fields of the spec, copied one by one: whatever else a body holds, odd keys of JavaScript included, stays behind. */
export function pickFields(body: Fields): Picked {
  const unknown: string[] = []
  return { fields: pick(body, omniImageFields, '', unknown), unknown }
}

function pick(given: Fields, known: readonly Field[], path: string, unknown: string[]): Fields {
  const fields: Fields = {}
  for (const field of known) {
    const value = Object.hasOwn(given, field.key) ? given[field.key] : undefined
    // Gateways take these for "not given".
    if (value !== undefined && value !== null && value !== '') {
      fields[field.key] = pickValue(value, field, `${path}/${field.key}`, unknown)
    }
  }
  const names = new Set(known.map(({ key }) => key))
  for (const key of Object.keys(given)) if (!names.has(key)) unknown.push(`${path}/${key}`)
  return fields
}

function pickValue(value: unknown, { kind, fields }: Field, path: string, unknown: string[]): unknown {
  if (!fields) return value
  const pickItem = (item: unknown, itemPath: string): unknown => {
    if (!isObject(item)) return item
    const picked = pick(item, fields, itemPath, unknown)
    return kind === 'ids' ? Object.fromEntries(Object.entries(picked).map(([key, id]) => [key, toExact(id)])) : picked
  }
  return Array.isArray(value) ? value.map((item, index) => pickItem(item, `${path}/${index}`)) : pickItem(value, path)
}

/** Ids of 64 bits are text by now; on the wire they are integers. */
function toExact(id: unknown): unknown {
  return typeof id === 'string' && /^-?\d{1,19}$/.test(id) ? BigInt(id) : id
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
