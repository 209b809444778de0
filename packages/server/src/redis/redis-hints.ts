import { createLocalHints, type Hint, type Hints } from '../hints/hints.ts'
import type { Connection } from './connection.ts'

/** By publish and subscribe. A hint that gets lost costs time alone: tasks are looked at by the clock as well. */
export function createRedisHints(publisher: Connection, subscriber: Connection, channel: string): Hints {
  const local = createLocalHints()
  const own = crypto.randomUUID()
  let isSubscribed = false

  function listen(): void {
    isSubscribed = true
    subscriber.client.on('message', (_channel, message) => hear(message))
    const join = (): void => void subscriber.client.subscribe(channel).catch(() => undefined)
    subscriber.client.on('ready', join) // each time anew
    if (subscriber.client.status === 'ready') join()
  }

  function hear(message: string): void {
    const [sender, hint] = read(message)
    if (hint && sender !== own) void local.publish(hint)
  }

  return {
    publish: async (hint) => {
      await local.publish(hint) // here it is heard whatever becomes of Redis
      await publisher.tried
      await publisher.client.publish(channel, JSON.stringify([own, hint])).catch(() => undefined)
    },
    subscribe: (listener) => {
      if (!isSubscribed) listen()
      return local.subscribe(listener)
    },
  }
}

function read(message: string): [sender?: unknown, hint?: Hint] {
  try {
    const value: unknown = JSON.parse(message)
    return Array.isArray(value) ? (value as [unknown, Hint]) : []
  } catch {
    return []
  }
}
