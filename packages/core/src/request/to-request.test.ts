import { afterEach, describe, expect, it, vi } from 'vitest'
import { base64, jpegBytes, padded, pngBytes } from '../../test/image-bytes.ts'
import { readText } from '../../test/read-text.ts'
import { toRequest, type CheckedRequest } from '../../test/to-request.ts'
import { writeJson } from '../wire/json.ts'
import { InputError } from '../errors/input-error.ts'

const image = 'https://example.com/hat.png'
const images = (count: number): { image: string }[] => Array.from({ length: count }, () => ({ image }))
const elements = (count: number): { element_id: string }[] => Array.from({ length: count }, () => ({ element_id: '7' }))

/** Also takes what a caller without types may write. */
const request = async (input: Record<string, unknown>): Promise<unknown> =>
  toRequest(Object.assign({ prompt: 'a lighthouse' }, input))

async function issuesOf(input: Record<string, unknown>): Promise<InputError['issues']> {
  const error = await request(input).catch((refusal: unknown) => refusal)
  expect(error).toBeInstanceOf(InputError)
  return (error as InputError).issues
}

/** The texts of the images as they go out. */
async function sentImages(given: readonly unknown[]): Promise<string[]> {
  const { image_list = [] } = (await request({ image_list: given.map((image) => ({ image })) })) as CheckedRequest
  return Promise.all(image_list.map(({ image }) => readText(image)))
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('what is sent', () => {
  it('is the prompt and the only model where nothing else is given', async () => {
    expect(await request({})).toEqual({ model_name: 'kling-v3-omni', prompt: 'a lighthouse' })
  })

  it('is there at once where no image has to be read', () => {
    expect(toRequest({ prompt: 'a lighthouse' })).not.toBeInstanceOf(Promise)
  })

  it('has enum words as the API writes them', async () => {
    const input = {
      resolution: '4K',
      aspect_ratio: 'AUTO',
      result_type: 'Series',
      series_amount: 'Auto',
      model_name: 'KLING-V3-OMNI',
    }
    expect(await request(input)).toEqual({
      prompt: 'a lighthouse',
      model_name: 'kling-v3-omni',
      resolution: '4k',
      aspect_ratio: 'auto',
      result_type: 'series',
      series_amount: 'auto',
    })
  })

  it('leaves out optional fields that are empty', async () => {
    const input = {
      resolution: '',
      aspect_ratio: null,
      callback_url: '',
      image_list: [],
      element_list: undefined,
      model_name: '',
      n: null,
    }
    expect(await request(input)).toEqual({ model_name: 'kling-v3-omni', prompt: 'a lighthouse' })
  })

  it.each([
    ['n for a series', { result_type: 'series', n: 3, series_amount: 4 }, { result_type: 'series', series_amount: 4 }],
    ['n for a series in upper case', { result_type: 'SERIES', n: 3 }, { result_type: 'series' }],
    ['series_amount for single', { result_type: 'single', n: 3, series_amount: 4 }, { result_type: 'single', n: 3 }],
    ['series_amount without a result_type', { n: 3, series_amount: 4 }, { n: 3 }],
    ['series_amount with an empty result_type', { result_type: '', series_amount: 4 }, {}],
    ['a forbidden n that a series ignores anyway', { result_type: 'series', n: 10 }, { result_type: 'series' }],
  ])('leaves out what the API would ignore: %s', async (_name, input, expected) => {
    expect(await request(input)).toEqual({ model_name: 'kling-v3-omni', prompt: 'a lighthouse', ...expected })
  })

  it('keeps fields that the spec does not know', async () => {
    expect(await request({ mode: 'pro', deep: { list: [1] } })).toMatchObject({ mode: 'pro', deep: { list: [1] } })
  })

  it('keeps the words of a model that the spec does not know', async () => {
    expect(await request({ model_name: 'Kling-V9' })).toMatchObject({ model_name: 'Kling-V9' })
  })

  it.each(['829836802793406551', 829836802793406551n, 321922438904313, '9223372036854775807', -1n])(
    'has element %s as exact digits',
    async (element_id) => {
      const text = writeJson(await request({ element_list: [{ element_id }] }))
      expect(text).toContain(`"element_list":[{"element_id":${element_id}}]`)
    },
  )

  it('leaves the input as it was', async () => {
    const input = {
      resolution: '4K',
      n: 2,
      image_list: [{ image: pngBytes(300, 300) }],
      element_list: [{ element_id: '7' }],
    }
    const copy = structuredClone(input)
    await request(input)
    expect(input).toEqual(copy)
  })

  it('takes an input that is frozen to the bottom', async () => {
    const frozen = Object.freeze({ image_list: Object.freeze([Object.freeze({ image })]) })
    expect(await request(frozen)).toMatchObject({ image_list: [{ image }] })
  })

  it('may have 2500 emoji in its prompt', async () => {
    const prompt = '🗼'.repeat(2500)
    expect(await request({ prompt })).toMatchObject({ prompt })
  })

  it('may have ten references in any mix', async () => {
    expect(await request({ image_list: images(4), element_list: elements(6) })).toMatchObject({ image_list: images(4) })
  })

  it('may refer to its images in the prompt', async () => {
    const prompt = 'put <<<image_2>>> on <<<element_1>>>, <<<object_1>>>'
    expect(await request({ prompt, image_list: images(2), element_list: elements(1) })).toMatchObject({ prompt })
  })

  it.each([
    [300, 300],
    [750, 300],
    [300, 750],
  ])('may have an image of %i by %i pixels', async (width, height) => {
    const bytes = pngBytes(width, height)
    expect(await sentImages([bytes])).toEqual([base64(bytes)])
  })

  it('may have an image of exactly 10 MiB', async () => {
    const bytes = padded(jpegBytes(300, 300), 10 * 2 ** 20)
    expect(await sentImages([bytes])).toEqual([base64(bytes)])
  })
})

describe('what is sent of an image', () => {
  it('is read and encoded once in a browser, however often it stands in the request', async () => {
    vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' })
    const file = new Blob([padded(jpegBytes(300, 300), 2 * 2 ** 20)])
    const slices = vi.spyOn(file, 'slice')
    const once = await sentImages([file])
    const reads = slices.mock.calls.length
    slices.mockClear()
    expect(await sentImages([file, new Blob([pngBytes(300, 300)]), file])).toMatchObject([
      once[0],
      expect.any(String),
      once[0],
    ])
    expect(slices.mock.calls.length).toBeLessThan(2 * reads)
  })

  it('is read in slices of less than a megabyte', async () => {
    const file = new Blob([padded(jpegBytes(300, 300), 5 * 2 ** 20), new Uint8Array([0xff, 0xd9])])
    const slices = vi.spyOn(file, 'slice')
    await sentImages([file])
    for (const [start = 0, end = 0] of slices.mock.calls) expect(end - start).toBeLessThan(2 ** 20)
  })
})

describe('what is refused', () => {
  it.each([
    ['no prompt', { prompt: undefined }, '/prompt', 'required', 'prompt must be given.'],
    ['an empty prompt', { prompt: '' }, '/prompt', 'required', 'prompt must be given.'],
    [
      '2501 characters',
      { prompt: 'x'.repeat(2501) },
      '/prompt',
      'maxLength',
      'prompt must have at most 2500 characters, not 2501.',
    ],
    [
      '2501 emoji',
      { prompt: '🗼'.repeat(2501) },
      '/prompt',
      'maxLength',
      'prompt must have at most 2500 characters, not 2501.',
    ],
    [
      '11 images',
      { image_list: images(11) },
      '/image_list',
      'combinedMaxItems',
      'image_list must have at most 10 items together with its sibling lists, not 11.',
    ],
    [
      '11 elements',
      { element_list: elements(11) },
      '/element_list',
      'combinedMaxItems',
      'element_list must have at most 10 items together with its sibling lists, not 11.',
    ],
    [
      '11 references in a mix',
      { image_list: images(10), element_list: elements(1) },
      '/element_list',
      'combinedMaxItems',
      'element_list must have at most 10 items together with its sibling lists, not 11.',
    ],
    ['n: 10', { n: 10 }, '/n', 'maximum', 'n must be at most 9, not 10.'],
    ['n: 0', { n: 0 }, '/n', 'minimum', 'n must be at least 1, not 0.'],
    ['n: 1.5', { n: 1.5 }, '/n', 'type', 'n must be integer, not number.'],
    [
      'series_amount: 1',
      { result_type: 'series', series_amount: 1 },
      '/series_amount',
      'minimum',
      'series_amount must be at least 2, not 1.',
    ],
    [
      'an unknown aspect ratio',
      { aspect_ratio: '5:4' },
      '/aspect_ratio',
      'enum',
      'aspect_ratio must be 16:9 or 9:16 or 1:1 or 4:3 or 3:4 or 3:2 or 2:3 or 21:9 or auto, not 5:4.',
    ],
    [
      '<<<image_3>>> with two images',
      { prompt: 'see <<<image_3>>>', image_list: images(2) },
      '/prompt',
      'reference',
      'prompt must refer to one of the 2 items there are, not <<<image_3>>>.',
    ],
    [
      'an empty image',
      { image_list: [{ image: '' }] },
      '/image_list/0/image',
      'required',
      'image_list[0].image must be given.',
    ],
    [
      'an item without an image',
      { image_list: [{}] },
      '/image_list/0/image',
      'required',
      'image_list[0].image must be given.',
    ],
    [
      'an item that is the image',
      { image_list: [image] },
      '/image_list/0',
      'type',
      'image_list[0] must be object, not string.',
    ],
    [
      'an unsafe number',
      { element_list: [{ element_id: 829836802793406600 }] },
      '/element_list/0/element_id',
      'type',
      'element_list[0].element_id must be a string or bigint, not a number too large to be exact.',
    ],
    [
      'an id of 65 bits',
      { element_list: [{ element_id: '9223372036854775808' }] },
      '/element_list/0/element_id',
      'maximum',
      'element_list[0].element_id must be at most 9223372036854775807, not 9223372036854775808.',
    ],
    [
      'an id that is a word',
      { element_list: [{ element_id: 'hat' }] },
      '/element_list/0/element_id',
      'type',
      'element_list[0].element_id must be a string of digits or a bigint, not string.',
    ],
  ])('%s', async (_name, input, path, code, message) => {
    expect(await issuesOf(input)).toEqual([expect.objectContaining({ path, code, message })])
  })

  const gif = Buffer.from('GIF89a'.padEnd(60, '\0'), 'latin1')
  const webp = Buffer.from('RIFF\x34\0\0\0WEBPVP8 '.padEnd(60, '\0'), 'latin1')
  it.each([
    ['a side of 299 pixels', pngBytes(299, 300), 'imageSide', 'have sides of at least 300 pixels, not 299.'],
    ['a JPEG side of 299 pixels', jpegBytes(700, 299), 'imageSide', 'have sides of at least 300 pixels, not 299.'],
    ['a ratio of 2.6:1', pngBytes(780, 300), 'imageRatio', 'have a width to height ratio from 0.4 to 2.5, not 2.6.'],
    ['a ratio of 1:2.6', pngBytes(300, 780), 'imageRatio', 'have a width to height ratio from 0.4 to 2.5, not 0.385.'],
    [
      'a GIF named .png',
      new File([gif], 'hat.png', { type: 'image/png' }),
      'imageFormat',
      'be a jpeg or png image, not gif.',
    ],
    [
      'a WebP named .png',
      new File([webp], 'hat.png', { type: 'image/png' }),
      'imageFormat',
      'be a jpeg or png image, not webp.',
    ],
    [
      'a truncated PNG',
      pngBytes(300, 300).subarray(0, -6),
      'imageUnreadable',
      'be an image that can be read, not cut off.',
    ],
    [
      'a file of 11 MB',
      padded(pngBytes(300, 300), 11_000_000),
      'imageBytes',
      'have at most 10485760 bytes, not 11000000.',
    ],
    ['an empty file', new File([], 'hat.png'), 'imageEmpty', 'be an image with content.'],
    ['no bytes', new Uint8Array(), 'imageEmpty', 'be an image with content.'],
    ['white space', '  \n', 'imageEmpty', 'be an image with content.'],
    [
      'Base64 of words',
      Buffer.from('just words').toString('base64'),
      'imageFormat',
      'be a jpeg or png image, not unknown.',
    ],
  ])('an image with %s', async (_name, bytes, code, message) => {
    const path = '/image_list/1/image'
    const expected = { path, code, message: `image_list[1].image must ${message}` }
    expect(await issuesOf({ image_list: [{ image }, { image: bytes }] })).toEqual([expect.objectContaining(expected)])
  })

  it('an input that is none', () => {
    expect(() => toRequest(undefined as never)).toThrow(InputError)
  })

  it('is all told at once, each thing in a sentence', async () => {
    const input = { n: 10, resolution: '8k', image_list: [{ image: pngBytes(299, 299) }, { image: 'hat.png' }] }
    const paths = (await issuesOf(input)).map(({ path }) => path)
    expect(paths.toSorted()).toEqual(['/image_list/0/image', '/image_list/1/image', '/n', '/resolution'])
  })

  it('is said without a word of the prompt or a byte of the image', async () => {
    const secret = 'x'.repeat(2501)
    const error = await request({ prompt: secret, image_list: [{ image: `${base64(pngBytes(400, 300))}!` }] }).catch(
      String,
    )
    expect(error).toMatch(/^InputError: Nothing was sent: prompt must have/)
    expect(error).not.toMatch(/xxx|iVBOR/)
  })
})
