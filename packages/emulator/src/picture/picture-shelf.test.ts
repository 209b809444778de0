import { expect, it } from 'vitest'
import type { PictureRecipe } from './picture-recipe.ts'
import { PictureShelf } from './picture-shelf.ts'

const recipe = (seed: string): PictureRecipe => ({
  seed,
  index: 0,
  width: 320,
  height: 180,
  prompt: 'A lighthouse',
  references: [],
  hasWatermark: false,
})

it('keeps no more bytes than allowed, and those that were asked for last', async () => {
  const probe = new PictureShelf(Infinity)
  const { length } = await probe.take('probe', recipe('probe'))
  const shelf = new PictureShelf(length * 3.5)
  const first = await shelf.take('a', recipe('a'))
  for (const key of ['b', 'c', 'd', 'e', 'f']) {
    await shelf.take(key, recipe(key))
    expect(shelf.bytes).toBeLessThanOrEqual(length * 3.5)
    expect(await shelf.take('a', recipe('a'))).toBe(first)
  }
})

it('draws a picture once for all who ask at the same time', async () => {
  const shelf = new PictureShelf(0)
  const [one, two] = await Promise.all([shelf.take('a', recipe('a')), shelf.take('a', recipe('a'))])
  expect(two).toBe(one)
  expect(await shelf.take('a', recipe('a'))).toEqual(one)
})
