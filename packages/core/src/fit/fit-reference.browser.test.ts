import { describe, expect, it } from 'vitest'
import { exifSegment } from '../../test/corpus/exif-data.ts'
import { drawImage, edgesOf } from '../../test/draw-image.ts'
import { InputError } from '../errors/input-error.ts'
import { checkReference } from '../request/check-reference.ts'
import { fitReference, type FitReferenceOptions, type FittedReference } from './fit-reference.ts'

const avif =
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAACUAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAABQAAAAUAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAtbWRhdBIACgg4ESc2kBDQaTIXGUJjBMAANAAAizy9aoPDtE/2ojuCg8A='
const animatedGif =
  'R0lGODlhFAAUAIAAAExpcf8AACH/C05FVFNDQVBFMi4wAwEAAAAh+QQFCgAAACwAAAAAFAAUAAACEYyPqcvtD6OctNqLs968+68VACH5BAUKAAAALAAAAAAUABQAgExpcQAA/wIRjI+py+0Po5y02ouz3rz7rxUAOw=='

function fromBase64(text: string): Blob {
  return new Blob([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))])
}

async function turned(blob: Blob, orientation: number): Promise<Blob> {
  return new Blob([blob.slice(0, 2), exifSegment(orientation), blob.slice(2)])
}

/** Fits, and sees to it that the result is what it says and passes. */
async function fit(
  blob: Blob,
  options?: FitReferenceOptions,
): Promise<FittedReference & { format: string | undefined }> {
  const fitted = await fitReference(blob, options)
  const { format, width, height, issues } = await checkReference(fitted.file)
  expect(issues).toEqual([])
  expect(fitted).toMatchObject({ width, height })
  return { ...fitted, format }
}

async function refusalOf(blob: Blob, options?: FitReferenceOptions): Promise<unknown> {
  return fitReference(blob, options).catch((error: unknown) => error)
}

describe('a file that is fine comes back as it is', () => {
  it.each(['image/png', 'image/jpeg'])('%s', async (type) => {
    const blob = await drawImage(400, 300, { type })
    expect(await fitReference(blob)).toEqual({ file: blob, width: 400, height: 300, changes: [] })
    expect((await fitReference(blob)).file).toBe(blob)
  })

  it('also beyond the longest side of a picture that is written anew', async () => {
    const blob = await drawImage(1200, 600)
    expect((await fitReference(blob, { maxSide: 1000 })).file).toBe(blob)
  })
})

describe('converts what the browser can decode', () => {
  it('a WebP photo to JPEG', async () => {
    const { format, changes, file } = await fit(await drawImage(400, 300, { type: 'image/webp' }))
    expect({ format, changes }).toEqual({ format: 'jpeg', changes: ['converted webp → jpeg'] })
    expect(await edgesOf(file)).toMatch(/^red \w+ blue \w+$/)
  })

  it('a WebP with transparency to PNG', async () => {
    const { format, file } = await fit(await drawImage(400, 300, { type: 'image/webp', transparent: true }))
    expect(format).toBe('png')
    expect(await edgesOf(file)).toMatch(/^red \w+ clear \w+$/)
  })

  it('an AVIF', async () => {
    const { changes } = await fit(fromBase64(avif), { maxUpscale: 15 })
    expect(changes).toEqual(['converted avif → jpeg', 'resized 20×20 → 300×300'])
  })

  it('the first picture of an animated GIF', async () => {
    const { changes, file } = await fit(fromBase64(animatedGif), { maxUpscale: 15 })
    expect(changes).toEqual(['converted gif → png', 'resized 20×20 → 300×300'])
    expect(await edgesOf(file)).toBe('red red red red')
  })
})

describe('turns a photo upright', () => {
  it.each([
    [2, 400, 300, /^blue \w+ red \w+$/],
    [3, 400, 300, /^blue \w+ red \w+$/],
    [6, 300, 400, /^\w+ red \w+ blue$/],
    [8, 300, 400, /^\w+ blue \w+ red$/],
  ])('from EXIF rotation %i', async (orientation, width, height, edges) => {
    const photo = await turned(await drawImage(400, 300, { type: 'image/jpeg' }), orientation)
    const fitted = await fit(photo)
    expect(fitted).toMatchObject({ format: 'jpeg', width, height, changes: ['rotated'] })
    expect(await edgesOf(fitted.file)).toMatch(edges)
  })

  it('but leaves one that is upright already', async () => {
    const photo = await turned(await drawImage(400, 300, { type: 'image/jpeg' }), 1)
    expect((await fitReference(photo)).file).toBe(photo)
  })
})

describe('mends sides', () => {
  it('by bars above and below, as long as nothing else is wanted', async () => {
    const { changes, file } = await fit(await drawImage(1500, 300))
    expect(changes).toEqual(['padded 1500×300 → 1500×600'])
    expect(await edgesOf(file)).toBe('red white blue white')
  })

  it('by bars of a colour', async () => {
    const { file } = await fit(await drawImage(300, 1500, { type: 'image/jpeg' }), { background: 'green' })
    expect(await edgesOf(file)).toMatch(/^green \w+ green \w+$/)
  })

  it('by bars that cannot be seen on a picture with transparency', async () => {
    const { format, file } = await fit(await drawImage(1500, 300, { transparent: true }))
    expect(format).toBe('png')
    expect(await edgesOf(file)).toBe('red clear clear clear')
  })

  it('by a cut to the middle', async () => {
    const { changes, file } = await fit(await drawImage(1500, 300), { ratio: 'crop' })
    expect(changes).toEqual(['cropped 1500×300 → 750×300'])
    expect(await edgesOf(file)).toMatch(/^red \w+ blue \w+$/)
  })

  it('that are a little too small', async () => {
    expect((await fit(await drawImage(200, 280))).changes).toEqual(['resized 200×280 → 300×420'])
  })

  it('but does not make much out of little', async () => {
    const refusal = await refusalOf(await drawImage(100, 140))
    expect(refusal).toBeInstanceOf(InputError)
    expect(refusal).toMatchObject({ issues: [{ code: 'imageSide', expected: 300, received: 100 }] })
  })

  it('of a picture that is far larger than it has to be', async () => {
    const { changes } = await fit(await drawImage(2000, 1000, { type: 'image/webp' }), { maxSide: 400 })
    expect(changes).toEqual(['converted webp → jpeg', 'resized 2000×1000 → 600×300'])
  })
})

describe('brings down bytes', () => {
  it('of a photo beyond the limit', { timeout: 60_000 }, async () => {
    const photo = await drawImage(4500, 3000, { type: 'image/jpeg', quality: 1, noise: true })
    expect(photo.size).toBeGreaterThan(10_485_760)
    const { changes, format } = await fit(photo)
    expect(format).toBe('jpeg')
    expect(changes.at(0)).toMatch(/^resized 4500×3000 → \d+×\d+$/)
    expect(changes.at(-1)).toMatch(/^compressed \d+\.\d MB → \d+\.\d MB$/)
  })

  it('by quality before sides', async () => {
    const photo = await drawImage(800, 600, { type: 'image/jpeg', quality: 1, noise: true })
    const { width, height, file } = await fit(photo, { maxBytes: photo.size * 0.6 })
    expect({ width, height }).toEqual({ width: 800, height: 600 })
    expect(file.size).toBeLessThanOrEqual(photo.size * 0.6)
  })

  it('of a PNG without transparency as JPEG', async () => {
    const { changes } = await fit(await drawImage(800, 600, { noise: true }), { maxBytes: 700_000 })
    expect(changes).toEqual(['converted png → jpeg', expect.stringMatching(/^compressed 1\.\d MB → 0\.\d MB$/)])
  })

  it('of a PNG with transparency by its sides', async () => {
    const { format, width, file } = await fit(await drawImage(800, 600, { noise: true, transparent: true }), {
      maxBytes: 700_000,
    })
    expect(format).toBe('png')
    expect(width).toBeLessThan(800)
    expect(file.size).toBeLessThanOrEqual(700_000)
  })

  it('but gives up where the smallest picture has too many', async () => {
    const refusal = await refusalOf(await drawImage(800, 600, { noise: true }), { maxBytes: 1000 })
    expect(refusal).toMatchObject({ code: 'invalid-input', issues: [{ code: 'imageBytes', expected: 1000 }] })
  })
})

it('gives a file back as a file, under a name that fits', async () => {
  const webp = await drawImage(400, 300, { type: 'image/webp' })
  const { file } = await fitReference(new File([webp], 'my.hat.webp', { lastModified: 7 }))
  expect(file).toMatchObject({ name: 'my.hat.jpg', type: 'image/jpeg', lastModified: 7 })
})

it('goes by the bytes, whatever the file is called', async () => {
  const webp = await drawImage(400, 300, { type: 'image/webp' })
  const { changes } = await fit(new File([webp], 'hat.png', { type: 'image/png' }))
  expect(changes).toEqual(['converted webp → jpeg'])
})

describe('refuses', () => {
  const heic = new Blob(['\0\0\0\x18ftypheic\0\0\0\0mif1heic', new Uint8Array(400)])
  it.each<[string, () => Promise<Blob>, string, RegExp]>([
    ['what this browser cannot decode', async () => heic, 'imageFormat', /cannot decode a heic image/],
    ['what is no picture', async () => new Blob(['just words']), 'imageFormat', /cannot decode this file/],
    [
      'half a photo',
      async () => (await drawImage(400, 300, { type: 'image/jpeg' })).slice(0, 900),
      'imageUnreadable',
      /cut off/,
    ],
    ['an empty file', async () => new Blob([]), 'imageEmpty', /content/],
    ['what is no file', async () => 7 as unknown as Blob, 'type', /Blob/],
  ])('%s', async (_name, make, code, message) => {
    const refusal = await refusalOf(await make())
    expect(refusal).toBeInstanceOf(InputError)
    expect(refusal).toMatchObject({ issues: [{ code }], message: expect.stringMatching(message) })
  })
})

describe('an abort', () => {
  it('before it begins', async () => {
    const reason = new Error('no longer wanted')
    expect(await refusalOf(new Blob(['x']), { signal: AbortSignal.abort(reason) })).toBe(reason)
  })

  it('in the middle', { timeout: 20_000 }, async () => {
    const controller = new AbortController()
    const reason = new Error('no longer wanted')
    const fitting = refusalOf(await drawImage(3000, 2000, { noise: true, type: 'image/webp' }), {
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(reason), 20)
    expect(await fitting).toBe(reason)
  })
})
