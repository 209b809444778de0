/** Bytes that are read in pieces, so that looking at a header does not read a whole photo. */
export interface ByteSource {
  readonly size: number
  /** The bytes from `start` to `end` (exclusive), fewer at the end of the source. */
  read(start: number, end: number): Uint8Array | Promise<Uint8Array>
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (start, end) => bytes.subarray(start, end) }
}

export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  }
}

/** Takes clean Base64 and decodes only the groups of four characters that are asked for. */
export function base64Source(base64: string): ByteSource {
  const size = Math.floor((base64.replace(/=+$/, '').length * 3) / 4)
  return {
    size,
    read: (start, end) => {
      const first = Math.floor(start / 3)
      const text = atob(base64.slice(first * 4, Math.ceil(Math.min(end, size) / 3) * 4))
      const skip = start - first * 3
      return Uint8Array.from(text.slice(skip, skip + end - start), (character) => character.charCodeAt(0))
    },
  }
}
