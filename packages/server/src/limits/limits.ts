// oxlint-disable-next-line typescript/triple-slash-reference -- who reads our source has not included the file
/// <reference path="./rate-limiter-memory.d.ts" />
import { omniImageTask } from '@omni-image/core/wire'
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js'
import type { Clock } from '../clock.ts'
import { notReady, tooMany, tooManyTasks } from '../handler/refusal.ts'
import { createLocalLeases } from './leases.ts'
import type { LimitOptions, Quota, RateLimiter, RateRule } from './limit-options.ts'

/** Throws a refusal where a user, or all together, have had enough. */
export interface Limits {
  readonly read: (user: string) => Promise<void>
  readonly create: (user: string) => Promise<void>
  /** Gives the way to take the images back, for a request that came to nothing. */
  readonly images: (user: string, count: number) => Promise<() => void>
  /** Takes a place for a task that will carry this id. */
  readonly takeTask: (user: string, externalId: string) => Promise<void>
  readonly releaseTask: (user: string, externalId: string) => void
}

const dayAndMinute = { createsPerMinute: 60, readsPerMinute: 60, imagesPerDay: 86_400 } as const
const retryTaskMs = 2000
const defaultQuota: Quota = { createsPerMinute: 60, readsPerMinute: 1200 }

type Rule = keyof typeof dayAndMinute
type Gate = (user: string, points?: number) => Promise<() => void>

export function createLimits(options: LimitOptions, clock: Clock): Limits {
  const { perUser = defaultQuota, total = {} } = options
  const leases = options.leases ?? createLocalLeases(clock)
  const createLimiter = options.rateLimiter ?? ((rule: RateRule): RateLimiter => new RateLimiterMemory(rule))

  function gate(rule: Rule, message: string): Gate {
    const limiters = [perUser, total].map((quota, index) => {
      const points = quota[rule]
      const keyPrefix = `omni-image:${rule}:${index === 0 ? 'user' : 'total'}`
      return points === undefined ? undefined : createLimiter({ keyPrefix, points, duration: dayAndMinute[rule] })
    })
    return async (user, points = 1) => {
      const taken: (() => void)[] = []
      const undo = (): void => taken.forEach((giveBack) => giveBack())
      for (const [index, limiter] of limiters.entries()) {
        const key = index === 0 ? user : 'all'
        // A refused attempt is counted by the limiter, too: nobody should pay for what they did not get.
        if (limiter) taken.push(() => void limiter.reward(key, points).catch(() => undefined))
        try {
          await limiter?.consume(key, points)
        } catch (error) {
          undo()
          throw toRefusal(error, message)
        }
      }
      return undo
    }
  }

  const read = gate('readsPerMinute', 'Too many requests')
  const create = gate('createsPerMinute', 'Too many requests')
  const images = gate('imagesPerDay', 'No more pictures for today')
  /** Each kind of owner with its limit, where there is one. */
  const owners = (user: string): (readonly [owner: string, most: number])[] => [
    ...(perUser.tasksAtOnce === undefined ? [] : ([[`user:${user}`, perUser.tasksAtOnce]] as const)),
    ...(total.tasksAtOnce === undefined ? [] : ([['total', total.tasksAtOnce]] as const)),
  ]
  const release = (owner: string, id: string): void => {
    void Promise.resolve(leases.release(owner, id)).catch(() => undefined) // it ends by itself
  }

  return {
    read: async (user) => void (await read(user)),
    create: async (user) => void (await create(user)),
    images,
    takeTask: async (user, externalId) => {
      const untilMs = clock.now() + omniImageTask.deadlineMs
      const taken: string[] = []
      for (const [owner, most] of owners(user)) {
        if (await leases.take(owner, externalId, most, untilMs)) {
          taken.push(owner)
          continue
        }
        for (const earlier of taken) release(earlier, externalId)
        throw tooManyTasks('Too many tasks at once', retryTaskMs)
      }
    },
    releaseTask: (user, externalId) => {
      for (const [owner] of owners(user)) release(owner, externalId)
    },
  }
}

function toRefusal(error: unknown, message: string): Error {
  const { msBeforeNext } = (typeof error === 'object' && error !== null ? error : {}) as { msBeforeNext?: unknown }
  // Where counting fails nothing is let through: what is limited costs money.
  return typeof msBeforeNext === 'number' ? tooMany(message, msBeforeNext) : notReady('Limits cannot be checked')
}
