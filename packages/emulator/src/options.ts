import { omniImageTask } from '@omni-image/core/wire'
import { randomUUID } from 'node:crypto'
import { toWholeClock } from './clock.ts'
import type { EmulatorClock, WholeClock } from './clock.ts'
import type { Fault, FaultFunction } from './fault.ts'

export interface EmulatorOptions {
  /** The bearer token that is accepted. Default: any, but there must be one. */
  readonly token?: string | undefined
  /** From submitted to finished: milliseconds, or a lognormal distribution. Default: what the spec says of the API. */
  readonly latency?: number | { readonly medianMs: number; readonly sigma: number } | undefined
  /** What goes wrong: a list that is used up in order, or a function of each request. */
  readonly faults?: readonly Fault[] | FaultFunction | undefined
  readonly limits?: EmulatorLimits | undefined
  /**
   * What a task can be looked up by. Default: `either-id`, as the vendor has it. With `task-id` an `external_task_id` is
   * unknown to a GET, as behind gateways that keep a table of their own; it stays unique all the same.
   */
  readonly lookUpBy?: 'either-id' | 'task-id' | undefined
  /** Default: the time of the process. */
  readonly clock?: EmulatorClock | undefined
  /** Same seed, clock and requests: same ids, durations and pictures. Default: another one for each emulator. */
  readonly seed?: number | string | undefined
  /** Hosts that callbacks may go to besides loopback, as `name` or `name:port`. Default: none. */
  readonly callbackHosts?: readonly string[] | undefined
  /** Signs callbacks as Standard Webhooks do. `whsec_` and Base64. Default: unsigned. */
  readonly callbackSecret?: string | undefined
  /** Delivers callbacks. Default: the global `fetch`. */
  readonly callbackFetch?: typeof fetch | undefined
  /** Takes references at addresses that the real API could not reach, such as localhost. Default: false. */
  readonly allowPrivateImageUrls?: boolean | undefined
  /** Where others reach the emulator; addresses of pictures start with it. Default: the origin of each request. */
  readonly publicUrl?: string | undefined
}

export interface EmulatorLimits {
  /** How many images may be in the making at once; a create beyond it is refused with 1303. Default: no limit. */
  readonly slots?: number | undefined
  /** Requests beyond it are refused with 1302. Default: no limit. */
  readonly requestsPerSecond?: number | undefined
  /** Words in a prompt that a create is refused for, with 1301. Default: `forbidden`. */
  readonly moderation?: readonly string[] | undefined
  /** Words in a prompt that make the task fail in the end. Default: `unfinishable`. */
  readonly failing?: readonly string[] | undefined
  /** A larger body is refused with 413. Default: 160 MB, ten of the largest images. */
  readonly bodyBytes?: number | undefined
  /** How many tasks are kept; the oldest go first. Default: 10,000. */
  readonly tasks?: number | undefined
  /** How long a task is kept. Default: 30 days. */
  readonly retentionMs?: number | undefined
  /** How long a picture's address works. Default: 24 hours. */
  readonly urlLifetimeMs?: number | undefined
  /** How much memory drawn pictures may take. Default: 64 MiB. */
  readonly pictureCacheBytes?: number | undefined
}

type Whole<Options> = { readonly [Key in keyof Options]-?: Exclude<Options[Key], undefined> }

export interface Settings {
  readonly token: string | undefined
  readonly latency: number | { readonly medianMs: number; readonly sigma: number }
  readonly limits: Whole<EmulatorLimits>
  readonly lookUpBy: 'either-id' | 'task-id'
  readonly clock: WholeClock
  readonly seed: string
  readonly callbackHosts: readonly string[]
  readonly callbackSecret: string | undefined
  readonly callbackFetch: typeof fetch
  readonly allowPrivateImageUrls: boolean
  readonly publicUrl: string | undefined
}

const dayMs = 24 * 60 * 60 * 1000

export function toSettings(options: EmulatorOptions): Settings {
  const { limits = {} } = options
  return {
    token: options.token,
    latency: options.latency ?? omniImageTask.duration,
    clock: toWholeClock(options.clock),
    lookUpBy: options.lookUpBy ?? 'either-id',
    seed: String(options.seed ?? randomUUID()),
    callbackHosts: options.callbackHosts ?? [],
    callbackSecret: options.callbackSecret,
    callbackFetch: options.callbackFetch ?? ((...request) => fetch(...request)),
    allowPrivateImageUrls: options.allowPrivateImageUrls ?? false,
    publicUrl: options.publicUrl?.replace(/\/+$/, ''),
    limits: {
      slots: limits.slots ?? Infinity,
      requestsPerSecond: limits.requestsPerSecond ?? Infinity,
      moderation: limits.moderation ?? ['forbidden'],
      failing: limits.failing ?? ['unfinishable'],
      bodyBytes: limits.bodyBytes ?? 160_000_000,
      tasks: limits.tasks ?? 10_000,
      retentionMs: limits.retentionMs ?? 30 * dayMs,
      urlLifetimeMs: limits.urlLifetimeMs ?? dayMs,
      pictureCacheBytes: limits.pictureCacheBytes ?? 64 * 2 ** 20,
    },
  }
}
