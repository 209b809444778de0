import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createDueHeap, type Due } from './due-heap.ts'

const change = fc.record({ index: fc.nat(9), at: fc.option(fc.integer({ min: -5, max: 5 })) })

it('always gives what is due first, however things were added, moved and removed', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const items: Due[] = Array.from({ length: 10 }, () => ({ at: 0, place: -1 }))
      const heap = createDueHeap<Due>()
      const inside = new Set<Due>()
      for (const { index, at } of changes) {
        const item = items[index]!
        if (at === null) heap.remove(item)
        else heap.put(item, at)
        if (at === null) inside.delete(item)
        else inside.add(item)
        expect(heap.first()?.at).toBe(inside.size > 0 ? Math.min(...[...inside].map((one) => one.at)) : undefined)
      }
    }),
  )
})
