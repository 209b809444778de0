import { type Clock, systemClock } from '../clock.ts'
import { type Logger, quietLogger } from '../handler/log.ts'
import type { Shared } from '../handler/shared.ts'
import { connect } from './connection.ts'
import type { RedisClient } from './redis-client.ts'
import { createRedisFinishes } from './redis-finishes.ts'
import { createRedisHints } from './redis-hints.ts'
import { createRedisLeases } from './redis-leases.ts'
import { createRedisLimiter } from './redis-limiter.ts'

export interface RedisShareOptions {
  /** What the names of keys and channels start with. Instances with the same one share. Default `'omni-image'`. */
  readonly prefix?: string | undefined
  /** Hears when Redis goes away and comes back. */
  readonly logger?: Logger | undefined
  readonly clock?: Clock | undefined
}

export interface RedisShare extends Shared {
  /** Ends its connections. */
  readonly close: () => void
}

/**
 * What several instances keep together, in Redis: hints, limits, and whose end is still to be told. Makes two connections
 * like that of the client, an `ioredis` one. While Redis is away each instance goes on by itself.
 *
 * @example
 * const shared = createRedisShare(new Redis(process.env.REDIS_URL))
 * const handler = createOmniImageHandler({ …, shared })
 */
export function createRedisShare(redis: RedisClient, options: RedisShareOptions = {}): RedisShare {
  const { prefix = 'omni-image', logger = quietLogger, clock = systemClock } = options
  const commands = connect(redis, logger, 'limits are counted here, and hints stay here')
  const messages = connect(redis, logger, 'hints of other instances are not heard')
  return {
    hints: createRedisHints(commands, messages, `${prefix}:hints`),
    rateLimiter: (rule) => createRedisLimiter(commands, prefix, rule),
    leases: createRedisLeases(commands, prefix, clock),
    finishes: createRedisFinishes(commands, prefix),
    close: () => {
      commands.close()
      messages.close()
    },
  }
}
