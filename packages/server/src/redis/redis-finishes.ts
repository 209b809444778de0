import type { Finishes, Unfinished } from '../finish/finishes.ts'
import { createLocalFinishes } from '../finish/local-finishes.ts'
import type { Connection } from './connection.ts'

/** Keys of every script: the entries, when each is due, and until when somebody has it. */
const addScript = `
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return 1`
const nameScript = `
local entry = redis.call('HGET', KEYS[1], ARGV[1])
if not entry then return end
local fields = cjson.decode(entry)
fields['task_id'] = ARGV[2]
redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(fields))`
const takeScript = `
local entry = redis.call('HGET', KEYS[1], ARGV[1])
if not entry or tonumber(redis.call('HGET', KEYS[3], ARGV[1]) or '0') > tonumber(ARGV[2]) then return false end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return entry`
const takeDueScript = `
local taken = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  redis.call('HSET', KEYS[3], id, ARGV[2])
  redis.call('ZADD', KEYS[2], ARGV[2], id)
  taken[#taken + 1] = redis.call('HGET', KEYS[1], id)
end
return taken`
const holdScript = `
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])`
const putOffScript = `
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('ZADD', KEYS[2], 'XX', ARGV[2], ARGV[1])`
const removeScript = `
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])`

/** Shared by instances. What is added while Redis is away stays with its instance. */
export function createRedisFinishes({ run }: Connection, prefix: string): Finishes {
  const local = createLocalFinishes()
  // In braces, so that a cluster keeps them in one place.
  const keys = ['entries', 'due', 'held'].map((name) => `{${prefix}:unfinished}:${name}`)
  const ask = (script: string, ...values: readonly (string | number)[]): Promise<unknown> => run(script, keys, values)

  return {
    add: async (entry, dueAtMs) => {
      try {
        return (await ask(addScript, entry.externalId, JSON.stringify(entry), dueAtMs)) === 1
      } catch {
        return local.add(entry, dueAtMs)
      }
    },
    name: async (externalId, task_id) => {
      await local.name(externalId, task_id)
      await ask(nameScript, externalId, task_id)
    },
    take: async (externalId, nowMs, untilMs) => {
      const own = await local.take(externalId, nowMs, untilMs)
      return own ?? toEntry(await ask(takeScript, externalId, nowMs, untilMs))
    },
    takeDue: async (nowMs, untilMs, most) => {
      const own = await local.takeDue(nowMs, untilMs, most)
      if (own.length >= most) return own
      const shared = await ask(takeDueScript, nowMs, untilMs, most - own.length).catch(() => [])
      return [...own, ...(shared as unknown[]).map(toEntry).filter((entry) => entry !== undefined)]
    },
    hold: async (externalId, untilMs) => {
      await local.hold(externalId, untilMs)
      await ask(holdScript, externalId, untilMs)
    },
    putOff: async (externalId, dueAtMs) => {
      await local.putOff(externalId, dueAtMs)
      await ask(putOffScript, externalId, dueAtMs)
    },
    remove: async (externalId) => {
      await local.remove(externalId)
      await ask(removeScript, externalId)
    },
  }
}

function toEntry(value: unknown): Unfinished | undefined {
  return typeof value === 'string' ? (JSON.parse(value) as Unfinished) : undefined
}
