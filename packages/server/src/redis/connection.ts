import type { Logger } from '../handler/log.ts'
import type { RedisClient, RedisConnection } from './redis-client.ts'

/** A connection that fails at once where Redis is away or silent, and comes back by itself. */
export interface Connection {
  readonly client: RedisConnection
  /** Resolves when the first attempt to connect has come to something. */
  readonly tried: Promise<void>
  readonly close: () => void
  readonly run: (script: string, keys: readonly string[], values: readonly (string | number)[]) => Promise<unknown>
}

/** Requests wait for the answers. */
const commandTimeout = 1000
const longestPauseMs = 2000

/** `whatIsLost` is said when Redis goes away. */
export function connect(redis: RedisClient, logger: Logger, whatIsLost: string): Connection {
  const client = redis.duplicate({
    lazyConnect: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout,
    socketTimeout: commandTimeout, // one that says nothing counts as away
    connectTimeout: commandTimeout,
    retryStrategy: (attempt: number) => Math.min(longestPauseMs, attempt * 100),
  })
  let isAway = false
  client.on('error', () => undefined) // what follows is a close
  const tried = new Promise<void>((resolve) => {
    client.on('ready', () => {
      if (isAway) logger.info({}, 'Redis is back')
      isAway = false
      resolve()
    })
    client.on('close', () => {
      if (!isAway) logger.warn({}, `Redis is away: ${whatIsLost}`)
      isAway = true
      resolve()
    })
  })
  return {
    client,
    tried,
    close: () => {
      isAway = true // as was asked for
      client.disconnect()
    },
    run: async (script, keys, values) => {
      await tried
      return client.eval(script, keys.length, ...keys, ...values)
    },
  }
}
