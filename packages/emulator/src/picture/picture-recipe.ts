import type { Reference } from '../reference.ts'

/** All that a picture depends on: the same recipe always gives the same bytes. */
export interface PictureRecipe {
  readonly seed: string
  readonly index: number
  /** The place in a series. */
  readonly frame?: { readonly index: number; readonly of: number }
  readonly width: number
  readonly height: number
  readonly prompt: string
  readonly references: readonly Reference[]
  readonly hasWatermark: boolean
}
