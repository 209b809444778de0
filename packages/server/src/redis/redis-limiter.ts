// oxlint-disable-next-line typescript/triple-slash-reference -- who reads our source has not included the file
/// <reference path="./rate-limiter-redis.d.ts" />
// oxlint-disable-next-line typescript/triple-slash-reference -- the same
/// <reference path="../limits/rate-limiter-memory.d.ts" />
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js'
import RateLimiterRedis from 'rate-limiter-flexible/lib/RateLimiterRedis.js'
import type { RateLimiter, RateRule } from '../limits/limit-options.ts'
import type { Connection } from './connection.ts'

/** Counts in Redis, and in the memory of this process while Redis is away. */
export function createRedisLimiter({ client, tried }: Connection, prefix: string, rule: RateRule): RateLimiter {
  const limiter = new RateLimiterRedis({
    ...rule,
    keyPrefix: rule.keyPrefix.replace('omni-image', prefix),
    storeClient: client,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(rule),
  })
  return {
    consume: async (key, points) => {
      await tried
      return limiter.consume(key, points)
    },
    reward: (key, points) => limiter.reward(key, points),
  }
}
