import { join, jpegSegment } from '../image-bytes.ts'
import type { CorpusFile } from './corpus-file.ts'
import { exifSegment } from './exif-data.ts'
import { changed, fileOf, insert, jpeg, latin1, offsetOf, picture, type Bytes } from './pictures.ts'

/** Every kind of JPEG, healthy and not. */
export async function jpegFiles(): Promise<CorpusFile[]> {
  const whole = await jpeg()
  const tables = offsetOf(whole, [0xff, 0xdb])
  const frame = offsetOf(whole, [0xff, 0xc0])
  const application = jpegSegment(0xe7, new Uint8Array(65_000).fill(9))
  const film = join(latin1('\0\0\0\x18ftypmp42'), new Uint8Array(300_000).fill(0x2a))
  const fine: readonly (readonly [name: string, bytes: Bytes])[] = [
    ['progressive scans', await fileOf(picture().jpeg({ progressive: true }))],
    ['all of its colour', await fileOf(picture().jpeg({ chromaSubsampling: '4:4:4' }))],
    ['grey alone', await fileOf(picture(400, 300, 1).jpeg())],
    ['four inks', await fileOf(picture().toColourspace('cmyk').jpeg())],
    ['a colour profile', await fileOf(picture().withIccProfile('p3').jpeg())],
    ['260 kB of application data first', insert(whole, 2, application, application, application, application)],
    [
      'application data that looks like a frame',
      insert(whole, 2, jpegSegment(0xe4, [0xff, 0xc0, 0, 17, 8, 0, 9, 0, 9])),
    ],
    ['application data that looks like its end', insert(whole, 2, jpegSegment(0xe4, [0xff, 0xd9, 0xff, 0xd9]))],
    ['a comment', insert(whole, 2, jpegSegment(0xfe, latin1('made by hand')))],
    ['fill bytes between its segments', insert(whole, tables, new Uint8Array(5000).fill(0xff))],
    ['zeros between its segments', insert(whole, frame, new Uint8Array(5000))],
    ['markers that stand alone', insert(whole, tables, [0xff, 0x01, 0xff, 0xd0, 0xff, 0xd7])],
    ['a segment that gives its length as 0', insert(whole, tables, [0xff, 0xe5, 0, 0])],
    ['a second picture behind it', join(whole, await jpeg(320, 240))],
    ['half a second picture behind it', join(whole, (await jpeg(320, 240)).subarray(0, 2000))],
    ['a film behind it', join(whole, film)],
    ['zeros behind it', join(whole, new Uint8Array(70_000))],
    ['one byte behind it', join(whole, [0])],
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((turn) => [`EXIF rotation ${turn}`, insert(whole, 2, exifSegment(turn))] as const),
    ['EXIF rotation 6 in the other byte order', insert(whole, 2, exifSegment(6, 'II'))],
    ['EXIF rotation behind 65 kB', insert(whole, 2, application, exifSegment(8))],
    ['an EXIF rotation that does not exist', insert(whole, 2, exifSegment(9))],
  ]
  const broken: readonly (readonly [name: string, bytes: Bytes])[] = [
    ['its height in a segment of its own', changed(whole, frame + 5, 0, 0)],
    ['a width of 0', changed(whole, frame + 7, 0, 0)],
    ['no end', whole.slice(0, -2)],
    ['a preview and nothing else', insert(whole.slice(0, frame), 2, jpegSegment(0xe1, await jpeg(160, 120)))],
    ['an end before its frame', insert(whole, 2, [0xff, 0xd9])],
    ['a second start', insert(whole, tables, [0xff, 0xd8])],
    ['nothing but fill bytes', join([0xff, 0xd8], new Uint8Array(50_000).fill(0xff))],
    ['nothing but empty segments', join([0xff, 0xd8], ...Array.from({ length: 5000 }, () => [0xff, 0xe0, 0, 2]))],
  ]
  return [
    ...fine.map(([name, bytes]) => ({ name: `JPEG with ${name}`, bytes, verdict: 'fine' as const })),
    ...broken.map(([name, bytes]) => ({ name: `JPEG with ${name}`, bytes, verdict: 'imageUnreadable' as const })),
  ]
}
