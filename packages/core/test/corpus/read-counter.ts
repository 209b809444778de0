import type { ByteSource } from '../../src/request/byte-source.ts'

/** A source that knows what was read of it, and that fails when something beyond it is asked for. */
export function countReads(bytes: Uint8Array): ByteSource & { readonly bytesRead: number; readonly reads: number } {
  let bytesRead = 0
  let reads = 0
  return {
    size: bytes.length,
    read: (start, end) => {
      if (start < 0 || start > bytes.length || end < start) throw new Error(`Nobody may read from ${start} to ${end}`)
      const piece = bytes.subarray(start, end)
      bytesRead += piece.length
      reads += 1
      return piece
    },
    get bytesRead() {
      return bytesRead
    },
    get reads() {
      return reads
    },
  }
}
