/** One operation of the API, relative to the base path. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Path parameters stand in braces. */
  readonly path: string
  /** Names of the path parameters, in order. */
  readonly params?: readonly string[]
  /** Names of the query parameters. */
  readonly query?: readonly string[]
  /** What the numeric parameters allow. */
  readonly parameters?: Readonly<Record<string, ParameterLimits>>
}

export interface ParameterLimits {
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: number
}
