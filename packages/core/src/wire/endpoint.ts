import type { Issue } from './issue.ts'
import type { ParameterLimits } from './operation.ts'
import type { RequestShape } from './request-shape.ts'
import type { CountDescription, Keys, TaskDescription } from './task-description.ts'

/** All that is particular to one operation that makes tasks; generated from the spec for each. */
export interface Endpoint<Input> {
  /** Never there; carries the type of what apps write. */
  readonly input?: Input
  readonly tasks: TaskDescription
  readonly count: CountDescription
  /** The field that tells the price, and so how long a task takes. */
  readonly priceBy: Keys
  readonly shape: RequestShape
  readonly validate: (request: unknown) => Issue[] | undefined
  /** How long the pages of its list may be, where it has one. */
  readonly pageSizes?: ParameterLimits
}

/** An endpoint, whatever it takes. */
export type AnyEndpoint = Endpoint<unknown>
