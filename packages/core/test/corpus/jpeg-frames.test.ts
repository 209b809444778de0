import { expect, it } from 'vitest'
import { bytesSource } from '../../src/request/byte-source.ts'
import { checkImage } from '../../src/request/check-image.ts'
import { readImageHeader } from '../../src/request/image-header.ts'
import { decodeHeader } from './decode.ts'
import { changed, jpeg, offsetOf } from './pictures.ts'

const sides = { format: 'jpeg', width: 400, height: 300 }

async function withFrame(marker: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await jpeg()
  return changed(bytes, offsetOf(bytes, [0xff, 0xc0]) + 1, marker)
}

it.each([0xc0, 0xc1, 0xc2, 0xc3, 0xc9, 0xca, 0xcb])(
  'reads the sides from frame %x, as a decoder does',
  async (marker) => {
    const bytes = await withFrame(marker)
    expect(await readImageHeader(bytesSource(bytes))).toMatchObject(sides)
    expect(await decodeHeader(bytes)).toMatchObject(sides)
    expect(await checkImage(bytesSource(bytes), '')).toBeUndefined()
  },
)

it.each([0xc5, 0xc6, 0xc7, 0xcd, 0xce, 0xcf])(
  'reads the sides from frame %x, which no decoder opens',
  async (marker) => {
    const bytes = await withFrame(marker)
    expect(await readImageHeader(bytesSource(bytes))).toMatchObject(sides)
    expect(await decodeHeader(bytes)).toBeUndefined()
    expect(await checkImage(bytesSource(bytes), '')).toMatchObject({
      code: 'imageUnreadable',
      received: 'hierarchical',
    })
  },
)

it.each([0xc4, 0xc8, 0xcc])('does not take segment %x for a frame', async (marker) => {
  expect(await readImageHeader(bytesSource(await withFrame(marker)))).toEqual({ format: 'jpeg' })
})
