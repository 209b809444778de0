/** One operation of the API, relative to the base path. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Path parameters stand in braces. */
  readonly path: string
}

/** What a query parameter allows, where it is a number. */
export interface ParameterLimits {
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: number
}
