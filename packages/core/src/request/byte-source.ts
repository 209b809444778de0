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

/** Takes clean, padded Base64 and decodes only the groups of four characters that are asked for. */
export function base64Source(base64: string): ByteSource {
  return {
    size: (base64.length * 3) / 4 - (base64.slice(-2).split('=').length - 1),
    read: (start, end) => {
      const first = Math.floor(start / 3)
      const text = atob(base64.slice(first * 4, Math.ceil(end / 3) * 4))
      const bytes = new Uint8Array(text.length)
      for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index)
      return bytes.subarray(start - first * 3, end - first * 3)
    },
  }
}
