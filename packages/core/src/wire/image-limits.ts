/** What a reference image must be, as a file. */
export interface ImageLimits {
  readonly formats: readonly string[]
  readonly maxBytes: number
  /** The shorter side must have at least this many pixels. */
  readonly minSide: number
  /** Width divided by height. */
  readonly minRatio: number
  readonly maxRatio: number
}
