import type { Clock } from '../clock.ts'
import { createLocalLeases, type Leases } from '../limits/leases.ts'
import type { Connection } from './connection.ts'

/** One sorted set for each owner: ids by the time at which their places are free again. */
const takeScript = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[4], ARGV[1])
redis.call('PEXPIREAT', KEYS[1], redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2])
return 1`
const releaseScript = `return redis.call('ZREM', KEYS[1], ARGV[1])`

/** Places that instances share; while Redis is away each instance has as many of its own. */
export function createRedisLeases({ run }: Connection, prefix: string, clock: Clock): Leases {
  const local = createLocalLeases(clock)
  const keyOf = (owner: string): string => `${prefix}:places:${owner}`
  return {
    take: async (owner, id, most, untilMs) => {
      try {
        return (await run(takeScript, [keyOf(owner)], [id, clock.now(), most, untilMs])) === 1
      } catch {
        return local.take(owner, id, most, untilMs)
      }
    },
    release: async (owner, id) => {
      await local.release(owner, id)
      await run(releaseScript, [keyOf(owner)], [id])
    },
  }
}
