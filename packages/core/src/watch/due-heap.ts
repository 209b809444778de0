/** Something that is due at a time. The heap writes both fields. */
export interface Due {
  at: number
  /** Where it stands in the heap; -1 while it does not. */
  place: number
}

/** What is due first, in a binary heap: ten thousand tasks cost a dozen steps for each change. */
export interface DueHeap<Item extends Due> {
  readonly first: () => Item | undefined
  /** Adds an item, or moves one that is there. */
  readonly put: (item: Item, at: number) => void
  readonly remove: (item: Item) => void
}

export function createDueHeap<Item extends Due>(): DueHeap<Item> {
  const items: Item[] = []

  function set(item: Item, place: number): void {
    items[place] = item
    item.place = place
  }

  function rise(item: Item): void {
    let { place } = item
    for (let above = (place - 1) >> 1; place > 0 && items[above]!.at > item.at; above = (place - 1) >> 1) {
      set(items[above]!, place)
      place = above
    }
    set(item, place)
  }

  function sink(item: Item): void {
    let { place } = item
    for (;;) {
      let below = 2 * place + 1
      if (below + 1 < items.length && items[below + 1]!.at < items[below]!.at) below++
      if (below >= items.length || items[below]!.at >= item.at) break
      set(items[below]!, place)
      place = below
    }
    set(item, place)
  }

  function remove(item: Item): void {
    const { place } = item
    if (place < 0) return
    item.place = -1
    const last = items.pop()!
    if (last === item) return
    set(last, place)
    rise(last)
    sink(last)
  }

  return {
    first: () => items[0],
    remove,
    put(item, at) {
      remove(item)
      item.at = at
      set(item, items.length)
      rise(item)
    },
  }
}
