import { describe, expect, it } from 'vitest'
import { createDesk } from './desk.ts'
import { base64Image, imageFile, paddedImage } from './sample-images.ts'

const largest = 10 * 2 ** 20

async function createWith(
  ...images: readonly string[]
): Promise<{ status: number; code: number | string; message: string }> {
  const { create } = createDesk()
  const { status, code, message } = await create({ image_list: images.map((image) => ({ image })) })
  return { status, code, message }
}

describe('reference images', () => {
  it.each([
    ['the smallest PNG', () => base64Image(300, 300)],
    ['a JPEG', () => base64Image(400, 300, 'jpeg')],
    ['the widest', () => base64Image(750, 300)],
    ['the tallest', () => base64Image(300, 750)],
    ['the largest file', () => paddedImage(largest)],
  ])('are taken: %s', async (_name, image) => {
    expect(await createWith(await image())).toMatchObject({ status: 200, code: 0 })
  })

  it.each([
    ['a side too short', () => base64Image(299, 400), /300 pixels.*299/],
    ['too wide', () => base64Image(751, 300), /ratio.*0\.4.*2\.5/],
    ['too tall', () => base64Image(300, 751), /ratio.*0\.4.*2\.5/],
    ['one byte too many', () => paddedImage(largest + 1), /10485760 bytes.*10485761/],
    ['a GIF', () => base64Image(300, 300, 'gif'), /jpeg or png.*gif/],
    ['a WebP', () => base64Image(300, 300, 'webp'), /jpeg or png.*webp/],
    ['no image at all', () => Buffer.from('hello there!').toString('base64'), /jpeg or png/],
    [
      'a data: address',
      async () => `data:image/png;base64,${await base64Image(300, 300)}`,
      /File is not in a valid base64 format/,
    ],
    [
      'line breaks',
      async () => (await base64Image(300, 300)).replace(/(.{76})/g, '$1\n'),
      /File is not in a valid base64/,
    ],
    [
      'the URL alphabet',
      () => Buffer.from([251, 255, 254]).toString('base64url'),
      /File is not in a valid base64 format/,
    ],
    ['an empty text', () => '', /image_list\[0\]\.image/],
  ])('are refused: %s', async (_name, image, message) => {
    const reply = await createWith(await image())
    expect(reply).toMatchObject({ status: 400, code: 1201, message: expect.stringMatching(message) })
    expect(reply.message).toContain('image_list[0].image')
  })

  it.each([
    ['a PNG without its last chunk', 'png', 12],
    ['half a PNG', 'png', 0.5],
    ['a JPEG without its end', 'jpeg', 2],
    ['half a JPEG', 'jpeg', 0.5],
  ] as const)('are decoded to the end: %s is refused', async (_name, format, cut) => {
    const file = await imageFile(300, 300, format)
    const kept = file.subarray(0, file.length - Math.floor(cut < 1 ? file.length * cut : cut))
    const reply = await createWith(kept.toString('base64'))
    expect(reply).toMatchObject({ status: 400, code: 1201, message: expect.stringMatching(/read/) })
  })

  it('the place of the bad one is named', async () => {
    const fine = await base64Image(300, 300)
    const { message } = await createWith(fine, fine, await base64Image(100, 300))
    expect(message).toMatch(/^image_list\[2\]\.image/)
  })

  it('addresses on the internet are believed and not fetched', async () => {
    expect(await createWith('https://images.example.com/a.png')).toMatchObject({ status: 200 })
  })

  it.each([
    'http://localhost:3000/a.png',
    'http://127.0.0.1/a.png',
    'http://[::1]/a.png',
    'http://2130706433/a.png',
    'http://192.168.1.4/a.png',
    'http://10.1.2.3/a.png',
    'http://[fd00::1]/a.png',
    'http://[::ffff:10.0.0.1]/a.png',
    'http://printer.local/a.png',
  ])('%s is refused, as the API cannot reach it', async (image) => {
    expect(await createWith(image)).toMatchObject({
      status: 400,
      code: 1201,
      message: expect.stringMatching(/reachable/),
    })
  })

  it('private addresses are taken where that is allowed', async () => {
    const { create } = createDesk({ allowPrivateImageUrls: true })
    expect(await create({ image_list: [{ image: 'http://localhost:3000/a.png' }] })).toMatchObject({ status: 200 })
  })

  it('leave no task behind when they are refused', async () => {
    const { create, emulator } = createDesk()
    await create({ image_list: [{ image: 'bm8=' }], external_task_id: 'mine' })
    expect(emulator.tasks()).toEqual([])
    expect(await create({ external_task_id: 'mine' })).toMatchObject({ code: 0 })
  })
})
