import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'

export interface SampleFiles {
  readonly jpegPath: string
  readonly pngPath: string
  /** One pixel too narrow. */
  readonly narrowPath: string
  readonly toBase64: (path: string) => Promise<string>
  readonly remove: () => Promise<void>
}

/** Real pictures on the disk. */
export async function makeSampleFiles(): Promise<SampleFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'))
  const [jpegPath, pngPath, narrowPath] = ['hat.jpg', 'sketch.png', 'narrow.png'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await plain(1200, 800, '#c96').jpeg().toFile(jpegPath)
  await plain(640, 480, '#369').png().toFile(pngPath)
  await plain(299, 400, '#963').png().toFile(narrowPath)
  return {
    jpegPath,
    pngPath,
    narrowPath,
    toBase64: (path) => readFile(path, 'base64'),
    remove: () => rm(folder, { recursive: true }),
  }
}

function plain(width: number, height: number, background: string) {
  return sharp({ create: { width, height, channels: 3, background } })
}
