/** What is kept of a reference image: enough to draw it small, nothing that could be large. */
export interface Reference {
  /** One line for people and tests. */
  readonly description: string
  /** Width to height; unknown for an address, which the emulator never fetches. */
  readonly ratio?: number
  /** A small JPEG. */
  readonly thumbnail?: Buffer
  /** Stands on the tile of an address. */
  readonly hostName?: string
}
