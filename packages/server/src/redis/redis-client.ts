/** A client of `ioredis`, of which as much is named here as is used. Ours connect like it and leave it alone. */
export interface RedisClient {
  readonly duplicate: (options: object) => RedisConnection
}

export interface RedisConnection {
  readonly status: string
  readonly on: (event: string, listener: (...details: string[]) => void) => unknown
  readonly eval: (script: string, keyCount: number, ...keysAndValues: (string | number)[]) => Promise<unknown>
  readonly publish: (channel: string, message: string) => Promise<unknown>
  readonly subscribe: (channel: string) => Promise<unknown>
  readonly disconnect: () => void
}
