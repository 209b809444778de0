import type { ByteSource } from './byte-source.ts'
import type { ImageHeader } from './image-header.ts'

/**
 * How EXIF data has a picture turned on a screen: 1 is upright, 2 to 4 are mirrored or upside down, from 5 on it lies on
 * its side. Looks where browsers look: in the first EXIF segment of a JPEG, and before the data of a PNG.
 */
export async function readOrientation(source: ByteSource, header: ImageHeader): Promise<number> {
  const at = header.format === 'png' ? await findExifChunk(source) : header.exifAt
  // Nearly every program writes its directory first; the rest of the data is mostly a preview.
  for (const bytes of at === undefined ? [] : [0x400, 0x10000]) {
    try {
      return orientationIn(viewOf(await source.read(at!, at! + bytes)))
    } catch {
      // It points outside of what was read, or the file is gone.
    }
  }
  return 1
}

/** Stops at the picture's data and, so that a hostile file cannot keep it busy, after a few dozen chunks. */
async function findExifChunk(source: ByteSource): Promise<number | undefined> {
  let at = 33
  for (let chunk = 0; chunk < 64 && at + 12 <= source.size; chunk += 1) {
    const view = viewOf(await source.read(at, at + 8))
    const name = view.getUint32(4)
    if (name === 0x65584966) return at + 8 // eXIf
    if (name === 0x49444154) return undefined // IDAT
    at += 12 + view.getUint32(0)
  }
}

function orientationIn(tiff: DataView): number {
  const little = tiff.getUint16(0) === 0x4949
  const directory = tiff.getUint32(4, little)
  const count = tiff.getUint16(directory, little)
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12
    if (tiff.getUint16(entry, little) !== 0x0112) continue
    const orientation = tiff.getUint16(entry + 8, little)
    return orientation >= 1 && orientation <= 8 ? orientation : 1
  }
  return 1
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
