import type { JournalStorage } from '../src/journal/web-storage-journal.ts'

/** Web Storage with a limit to what it holds, in characters. */
export function createFakeStorage(quota = Infinity): JournalStorage & { readonly items: Map<string, string> } {
  const items = new Map<string, string>()
  const sizeOf = (): number => [...items].reduce((sum, [key, text]) => sum + key.length + text.length, 0)
  return {
    items,
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, text) => {
      const before = items.get(key)
      items.set(key, text)
      if (sizeOf() <= quota) return
      if (before === undefined) items.delete(key)
      else items.set(key, before)
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    },
  }
}
