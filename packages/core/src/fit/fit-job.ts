import type { Issue } from '../wire/issue.ts'
import type { SidesOptions } from './plan-sides.ts'

/** What one fitting needs to know; it travels to a worker, so it holds data alone. */
export interface FitJob extends SidesOptions {
  readonly blob: Blob
  readonly format: string
  readonly isTurned: boolean
  readonly background: string
  readonly maxBytes: number
  readonly maxUpscale: number
}

export type FitOutcome = FittedPicture | FitRefusal

export interface FittedPicture {
  readonly blob: Blob
  readonly width: number
  readonly height: number
  readonly changes: readonly string[]
}

/** Errors lose their class on the way out of a worker. */
interface FitRefusal {
  readonly issue: Issue & { readonly message?: string }
}
