/** Bytes that come in pieces. */
export interface Pile {
  readonly add: (piece: Uint8Array) => void
  /** All of them, in one piece. Take them once. */
  readonly take: () => Uint8Array
}

const blockBytes = 0x10000

/**
 * Small pieces are copied together: a sender chooses their size, and each one that is kept costs hundreds of bytes, and
 * the whole buffer that the socket was read into.
 */
export function createPile(): Pile {
  const pieces: Uint8Array[] = []
  let block = new Uint8Array(0)
  let used = 0

  function closeBlock(): void {
    if (used > 0) pieces.push(block.subarray(0, used))
    block = new Uint8Array(0)
    used = 0
  }

  return {
    add: (piece) => {
      if (piece.length >= blockBytes) {
        closeBlock()
        pieces.push(piece)
        return
      }
      if (used + piece.length > block.length) {
        closeBlock()
        block = new Uint8Array(blockBytes)
      }
      block.set(piece, used)
      used += piece.length
    },
    take: () => {
      closeBlock()
      const [only] = pieces
      if (pieces.length === 1 && only) return only
      const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
      let at = 0
      for (const piece of pieces) {
        whole.set(piece, at)
        at += piece.length
      }
      return whole
    },
  }
}
