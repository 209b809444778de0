/** EXIF data with nothing in it but how the picture is turned, big-endian or, as most cameras write it, little-endian. */
export function exifData(orientation: number, order: 'II' | 'MM' = 'MM'): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(26))
  const little = order === 'II'
  view.setUint16(0, little ? 0x4949 : 0x4d4d)
  view.setUint16(2, 42, little)
  view.setUint32(4, 8, little)
  view.setUint16(8, 1, little)
  view.setUint16(10, 0x0112, little)
  view.setUint16(12, 3, little)
  view.setUint32(14, 1, little)
  view.setUint16(18, orientation, little)
  return new Uint8Array(view.buffer)
}

/** The same as a segment for a JPEG. */
export function exifSegment(orientation: number, order?: 'II' | 'MM'): Uint8Array<ArrayBuffer> {
  const content = exifData(orientation, order)
  return Uint8Array.from([0xff, 0xe1, 0, content.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...content])
}
