import { expect, it } from 'vitest'
import { readText } from '../../test/read-text.ts'
import { toRequest } from '../../test/to-request.ts'
import { InputError } from '../errors/input-error.ts'

/** A picture as the browser itself writes it. */
function draw(width: number, height: number, type: string): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d')?.fillRect(0, 0, width / 2, height / 2)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), type))
}

async function bytesOf(base64: string): Promise<Uint8Array> {
  const response = await fetch(`data:application/octet-stream;base64,${base64}`)
  return new Uint8Array(await response.arrayBuffer())
}

it.each(['image/png', 'image/jpeg'])('a file that Chromium wrote as %s arrives byte for byte', async (type) => {
  const file = new File([await draw(640, 480, type)], 'picture', { type })
  const { image_list } = await toRequest({ prompt: 'a lighthouse', image_list: [{ image: file }] })
  const sent = await bytesOf(await readText(image_list![0]!.image))
  expect(sent).toEqual(new Uint8Array(await file.arrayBuffer()))
})

it.each([
  ['a WebP that is called .png', 640, 480, 'image/webp', 'imageFormat'],
  ['a side of 299 pixels', 299, 400, 'image/jpeg', 'imageSide'],
  ['a ratio of 2.6 to 1', 1300, 500, 'image/png', 'imageRatio'],
])('%s is refused before anything is sent', async (_name, width, height, type, code) => {
  const file = new File([await draw(width, height, type)], 'picture.png', { type: 'image/png' })
  const refusal = await Promise.resolve(toRequest({ prompt: 'a lighthouse', image_list: [{ image: file }] })).catch(
    (error: unknown) => error,
  )
  expect(refusal).toBeInstanceOf(InputError)
  expect((refusal as InputError).issues).toMatchObject([{ path: '/image_list/0/image', code }])
})

it('a prompt alone needs no promise, so the paid request starts at the click', () => {
  expect(toRequest({ prompt: 'a lighthouse' })).toEqual({ prompt: 'a lighthouse', model_name: 'kling-v3-omni' })
})
