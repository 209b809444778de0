import { describe, expect, it, vi } from 'vitest'
import { base64, join, jpegBytes, pngBytes } from '../../test/image-bytes.ts'
import { readText } from '../../test/read-text.ts'
import { toRequest } from '../../test/to-request.ts'
import type { OmniImageInput } from './input.ts'

const png = pngBytes(400, 300)
const jpeg = jpegBytes(300, 400)
const bare = base64(png)

async function onTheWire(image: unknown): Promise<string> {
  const request = await toRequest({ prompt: 'a hat', image_list: [{ image }] } as OmniImageInput)
  return readText(request.image_list?.[0]?.image)
}

describe('every kind of reference arrives as bare Base64', () => {
  const view = new Uint8Array([1, 2, 3, ...png, 9]).subarray(3, 3 + png.length)
  it.each([
    ['bare Base64', bare, bare],
    ['Base64 with white space around', ` ${bare}\n`, bare],
    ['Base64 in lines of 76', bare.replace(/.{76}/g, '$&\r\n'), bare],
    ['Base64 in the URL-safe alphabet', bare.replaceAll('+', '-').replaceAll('/', '_'), bare],
    ['Base64 without padding', base64(png).replace(/=+$/, ''), bare],
    ['a data: URL', `data:image/png;base64,${bare}`, bare],
    ['a data: URL with parameters', `DATA:image/png;name=hat.png;Base64,${bare}`, bare],
    ['a Blob', new Blob([png]), bare],
    ['a File', new File([jpeg], 'hat.jpg', { type: 'image/jpeg' }), base64(jpeg)],
    ['an ArrayBuffer', png.buffer, bare],
    ['a Uint8Array', png, bare],
    ['a view into a larger buffer', view, bare],
    ['a Buffer', Buffer.from(jpeg), base64(jpeg)],
  ])('%s', async (_name, image, expected) => {
    expect(await onTheWire(image)).toBe(expected)
  })
})

it('sends the address of an image on the web as it is', async () => {
  expect(await onTheWire('https://example.com/hat.png?size=2')).toBe('https://example.com/hat.png?size=2')
})

it('takes the bytes as they are, whatever the file and its type are called', async () => {
  expect(await onTheWire(new File([png], 'hat.gif', { type: 'image/gif' }))).toBe(bare)
})

it('restores the padding that was cut off', async () => {
  const padded = [png, pngBytes(301, 300), pngBytes(302, 300), pngBytes(317, 300)]
    .map(base64)
    .filter((text) => text.endsWith('='))
  expect(padded.length).toBeGreaterThan(0)
  for (const text of padded) expect(await onTheWire(text.replace(/=+$/, ''))).toBe(text)
})

it.each([
  ['a number', 7, { code: 'type', received: 'number' }],
  ['a list of numbers', [137, 80], { code: 'type', received: 'object' }],
  ['a DataView', new DataView(png.buffer), { code: 'type', received: 'object' }],
  ['a blob: URL', 'blob:https://example.com/1', { code: 'format' }],
  ['a file: URL', 'file:///hat.png', { code: 'format' }],
  ['a file name', 'hat.png', { code: 'format' }],
  ['a data: URL without Base64', 'data:image/svg+xml,%3Csvg%3E', { code: 'format' }],
  ['half an address', 'https://', { code: 'format' }],
  ['Base64 of an impossible length', 'AAAAA', { code: 'format' }],
  ['Base64 with more padding than there is', `${bare.replace(/=+$/, '')}===`, { code: 'format' }],
  ['Base64 with padding in the middle', `AA==${bare}`, { code: 'format' }],
])('refuses %s and says where it stands', async (_name, image, expected) => {
  const refusal = await onTheWire(image).catch((error: unknown) => error)
  expect(refusal).toMatchObject({
    code: 'invalid-input',
    issues: [
      { ...expected, path: '/image_list/0/image', message: expect.stringContaining('image_list[0].image must be') },
    ],
  })
})

it('names what it takes when it refuses a kind', async () => {
  await expect(onTheWire('hat.png')).rejects.toThrow(
    'Nothing was sent: image_list[0].image must be an http(s) URL or Base64 or a Base64 data: URL.',
  )
})

it('makes plain Base64 of a large text, wherever its lines break', async () => {
  const noise = Uint8Array.from({ length: 1_000_000 }, (_item, index) => (index * 7919) >> 3)
  const large = base64(join(png.subarray(0, -12), noise, png.subarray(-12)))
  const messy = large.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '').replace(/.{61}/g, '$&\r\n')
  expect((await onTheWire(messy)) === large).toBe(true)
})

it('takes Base64 of tens of megabytes without running out of stack', async () => {
  const large = base64(new Uint8Array(24_000_000))
  await expect(onTheWire(large)).rejects.toMatchObject({ issues: [{ code: 'imageBytes', received: 24_000_000 }] })
})

it('reads only a few kilobytes of a file that is refused', async () => {
  const file = new Blob([png, new Uint8Array(11_000_000)])
  const whole = vi.spyOn(file, 'arrayBuffer')
  await expect(onTheWire(file)).rejects.toMatchObject({ issues: [{ code: 'imageBytes' }] })
  expect(whole).not.toHaveBeenCalled()
})
