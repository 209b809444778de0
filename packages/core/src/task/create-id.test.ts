import { describe, expect, it, vi } from 'vitest'
import { createId } from './create-id.ts'

describe.each([
  ['with https', true],
  ['without https', false],
])('a page %s', (_name, isSecure) => {
  function draw(count: number): string[] {
    if (!isSecure) vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    const ids = Array.from({ length: count }, createId)
    vi.unstubAllGlobals()
    return ids
  }

  it('draws a UUID of version 4, another one each time', () => {
    const ids = draw(1_000)
    const form = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
    expect(ids.filter((id) => !form.test(id))).toEqual([])
    expect(new Set(ids).size).toBe(1_000)
  })

  it('uses every digit in every free place', () => {
    const ids = draw(2_000)
    const variety = Array.from({ length: 36 }, (_item, place) => new Set(ids.map((id) => id[place])).size)
    const fixed: Record<number, number> = { 8: 1, 13: 1, 14: 1, 18: 1, 19: 4, 23: 1 }
    expect(variety).toEqual(variety.map((_count, place) => fixed[place] ?? 16))
  })
})
