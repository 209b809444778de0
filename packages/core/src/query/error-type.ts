import type { AnyOmniImageError } from '../errors/any-error.ts'

/** What TanStack's types read the type of `error` from, in `useQueries` from nothing else. */
export interface ErrorType {
  /** Never there; yours to set. */
  readonly throwOnError?: boolean | ((error: AnyOmniImageError) => boolean)
}
