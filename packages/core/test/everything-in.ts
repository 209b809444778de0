/** All text that can be reached from a value: messages, stacks, causes, fields that are hidden, what JSON shows. */
export function everythingIn(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value === 'string') return value
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return ''
  seen.add(value)
  const inside = Reflect.ownKeys(value).map((key) => `${String(key)}: ${everythingIn(Reflect.get(value, key), seen)}`)
  const entries = value instanceof Headers ? [...value] : []
  return [...inside, ...entries, safeJson(value)].join('\n')
}

function safeJson(value: object): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return ''
  }
}
