import { describe, expect, it } from 'vitest'
import { exifSegment } from '../../test/corpus/exif-data.ts'
import { base64, join, jpegBytes, padded, pngBytes } from '../../test/image-bytes.ts'
import { checkReference } from './check-reference.ts'
import type { ReferenceImage } from './input.ts'

const png = pngBytes(400, 300)

describe('tells what a drop zone shows', () => {
  const shown = { format: 'png', width: 400, height: 300, bytes: png.length, issues: [], warnings: [] }
  it.each<[string, ReferenceImage]>([
    ['a file', new File([png], 'hat.jpg', { type: 'image/gif' })],
    ['bytes', png],
    ['Base64', base64(png)],
    [
      'Base64 in lines, in the alphabet for URLs',
      base64(png).replace(/.{60}/g, '$&\n').replaceAll('+', '-').replaceAll('/', '_'),
    ],
    ['a data: URL', `data:image/png;base64,${base64(png)}`],
  ])('of %s', async (_name, image) => {
    expect(await checkReference(image)).toEqual(shown)
  })

  it('of a file of another kind', async () => {
    const file = new Blob(['GIF89a, and much more of it'])
    expect(await checkReference(file)).toMatchObject({ format: 'gif', width: undefined, bytes: 27 })
  })
})

it('gives the sides as they are shown where EXIF data turns the picture', async () => {
  const portrait = join(jpegBytes(600, 400).subarray(0, 2), exifSegment(6), jpegBytes(600, 400).subarray(2))
  expect(await checkReference(portrait)).toMatchObject({ width: 400, height: 600, issues: [] })
})

describe('of a picture that EXIF data', () => {
  const withExif = (orientation: number): Uint8Array => {
    const jpeg = jpegBytes(600, 400)
    return join(jpeg.subarray(0, 2), exifSegment(orientation), jpeg.subarray(2))
  }

  it.each([2, 3, 4, 5, 6, 7, 8])('turns or mirrors, as %i does, it warns and refuses nothing', async (orientation) => {
    const { issues, warnings } = await checkReference(withExif(orientation))
    expect(issues).toEqual([])
    expect(warnings).toEqual([
      { code: 'rotated', message: 'Only EXIF data turns the picture; the API may take it as it is stored.' },
    ])
  })

  it.each([0, 1, 9])('leaves upright, as %i does, nothing is said', async (orientation) => {
    expect(await checkReference(withExif(orientation))).toMatchObject({ issues: [], warnings: [] })
  })
})

it('tells all problems of a file at once, each in a sentence', async () => {
  const { issues } = await checkReference(padded(pngBytes(900, 100), 10_485_761))
  expect(issues.map(({ message }) => message)).toEqual([
    'The image must have at most 10485760 bytes, not 10485761.',
    'The image must have sides of at least 300 pixels, not 100.',
    'The image must have a width to height ratio from 0.4 to 2.5, not 9.',
  ])
})

it('names the place that it was given', async () => {
  const { issues } = await checkReference(pngBytes(299, 300), { path: '/image_list/2/image' })
  expect(issues).toEqual([
    {
      path: '/image_list/2/image',
      code: 'imageSide',
      expected: 300,
      received: 299,
      message: 'image_list[2].image must have sides of at least 300 pixels, not 299.',
    },
  ])
})

describe('never rejects', () => {
  const gone = new Blob([png])
  gone.slice = () => {
    throw new DOMException('The file could not be read', 'NotReadableError')
  }
  it.each<[string, unknown, string]>([
    ['a file that is gone', gone, 'imageUnreadable'],
    ['an empty file', new File([], 'hat.png'), 'imageEmpty'],
    ['an empty text', '', 'imageEmpty'],
    ['a file name', 'hat.png', 'format'],
    ['half an address', 'https://', 'format'],
    ['nothing', undefined, 'type'],
    ['a number', 7, 'type'],
  ])('for %s', async (_name, image, code) => {
    expect(await checkReference(image as ReferenceImage)).toMatchObject({ issues: [{ code, path: '' }], warnings: [] })
  })
})

describe('of an address', () => {
  const nothingKnown = { format: undefined, width: undefined, height: undefined, bytes: undefined, issues: [] }

  it.each([
    'https://example.com/hat.png',
    'http://203.0.113.7/hat.png',
    'https://172.32.0.1/hat.png',
    'https://100.128.0.1/hat.png',
    'https://[2001:db8::1]/hat.png',
    'https://10.example.com/hat.png',
    ' https://fc.example/hat.png ',
  ])('that is public, %s, nothing is said', async (address) => {
    expect(await checkReference(address)).toEqual({ ...nothingKnown, warnings: [] })
  })

  it.each([
    'http://localhost:5173/hat.png',
    'http://localhost./hat.png',
    'http://127.0.0.1/hat.png',
    'http://0x7f.1/hat.png',
    'http://2130706433/hat.png',
    'http://10.1.2.3/hat.png',
    'http://172.16.0.1/hat.png',
    'http://192.168.178.20/hat.png',
    'http://169.254.169.254/hat.png',
    'http://100.64.0.1/hat.png',
    'http://[::1]/hat.png',
    'http://[::ffff:192.168.0.1]/hat.png',
    'http://[fd12:3456::1]/hat.png',
    'http://[fe80::1]/hat.png',
    'http://nas/hat.png',
    'http://printer.local/hat.png',
    'http://assets.internal/hat.png',
  ])('that is private, %s, it warns and refuses nothing', async (address) => {
    const checked = await checkReference(address)
    expect(checked).toMatchObject({ ...nothingKnown, warnings: [{ code: 'privateAddress' }] })
  })

  it('that is private, an API nearby can reach it', async () => {
    const image = 'http://localhost:5173/hat.png'
    expect(await checkReference(image, { baseUrl: 'http://127.0.0.1:8787' })).toMatchObject({ warnings: [] })
    expect(await checkReference(image, { baseUrl: 'https://api.example.com' })).toMatchObject({ warnings: [{}] })
    expect(await checkReference(image, { baseUrl: '' })).toMatchObject({ warnings: [{}] })
  })

  it('with a password, it warns without repeating it', async () => {
    const { warnings } = await checkReference('https://me:secret@example.com/hat.png')
    expect(warnings).toMatchObject([{ code: 'credentials' }])
    expect(JSON.stringify(warnings)).not.toContain('secret')
  })
})
