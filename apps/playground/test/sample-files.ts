import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'

export interface SampleFiles {
  readonly jpegPath: string
  readonly pngPath: string
  /** One pixel too narrow. */
  readonly narrowPath: string
  /** Too small to be enlarged. */
  readonly tinyPath: string
  /** A WebP that is called PNG. */
  readonly webpPath: string
  /** A JPEG of 3 MB. */
  readonly largePath: string
  /** A JPEG that lies on its side but for its EXIF data. */
  readonly turnedPath: string
  /** A JPEG of 11 MB. */
  readonly heavyPath: string
  readonly toBase64: (path: string) => Promise<string>
  readonly remove: () => Promise<void>
}

/** Real pictures on the disk. */
export async function makeSampleFiles(): Promise<SampleFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'))
  const save = async (name: string, content: Promise<Buffer>): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, await content)
    return path
  }
  const jpeg = plain(1200, 800, '#c96').jpeg().toBuffer()
  return {
    jpegPath: await save('hat.jpg', jpeg),
    pngPath: await save('sketch.png', plain(640, 480, '#369').png().toBuffer()),
    narrowPath: await save('narrow.png', plain(299, 400, '#963').png().toBuffer()),
    tinyPath: await save('tiny.png', plain(100, 100, '#396').png().toBuffer()),
    webpPath: await save('shot.png', plain(400, 300, '#639').webp().toBuffer()),
    largePath: await save(
      'large.jpg',
      jpeg.then((bytes) => withComments(bytes, 3 * 2 ** 20)),
    ),
    turnedPath: await save('turned.jpg', plain(640, 480, '#936').jpeg().withMetadata({ orientation: 6 }).toBuffer()),
    heavyPath: await save(
      'heavy.jpg',
      jpeg.then((bytes) => withComments(bytes, 11 * 2 ** 20)),
    ),
    toBase64: (path) => readFile(path, 'base64'),
    remove: () => rm(folder, { recursive: true }),
  }
}

function plain(width: number, height: number, background: string) {
  return sharp({ create: { width, height, channels: 3, background } })
}

/** The same picture in a file of so many bytes: comments after the first marker are skipped by every decoder. */
function withComments(jpeg: Buffer, bytes: number): Buffer {
  const comment = Buffer.alloc(0xffff, 0x20)
  comment.set([0xff, 0xfe, 0xff, 0xfd])
  const comments = Array<Buffer>(Math.round(bytes / comment.length)).fill(comment)
  return Buffer.concat([jpeg.subarray(0, 2), ...comments, jpeg.subarray(2)])
}
