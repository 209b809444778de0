import type { RouteName } from './route.ts'

export const defaultDelayMs = 5000

export type FaultTarget = RouteName | 'callback'

export type FaultKind =
  /** The connection is reset before the API takes notice. */
  | 'cut-before-accept'
  /** The request takes effect, a create is billed, and then the connection is reset. */
  | 'cut-after-accept'
  /** The request takes effect only after `delayMs`; of a callback, it is sent that late. */
  | 'slow-accept'
  /** The request takes effect at once; the answer comes after `delayMs`. */
  | 'slow-answer'
  /** An answer with the vendor's error body: `code`, `message`. */
  | 'api-error'
  /** An answer with `status` and one line of text. */
  | 'http-error'
  /** The page of a proxy, with `status`. */
  | 'html'
  /** The request takes effect; the answer says 200 and ends in the middle. */
  | 'truncated-json'
  /** The request takes effect; the connection ends in the middle of the answer. */
  | 'cut-in-answer'
  /** A gateway repeats the request by itself, and what the client gets is the answer to the second one. */
  | 'sent-twice'
  /** Of `callback`: it is never sent. */
  | 'lost-callback'
  /** Of `callback`: it is sent twice. */
  | 'double-callback'

export interface Fault {
  readonly kind: FaultKind
  /** Default: `create`, or `callback` for the kinds that are about one. */
  readonly on?: FaultTarget
  /** How many requests it lets pass first. Default: 0. */
  readonly skip?: number
  /** How often it happens. Default: 1. */
  readonly times?: number
  /** Of `api-error`. Default: 5000. */
  readonly code?: number | string
  /** Default: what belongs to the code; 502 for `http-error` and `html`. */
  readonly status?: number
  readonly message?: string
  readonly retryAfterSeconds?: number
  /** Of the slow kinds. Default: 5,000. */
  readonly delayMs?: number
  /** Of the error kinds: the request takes effect all the same. Default: false. */
  readonly accepts?: boolean
}

export interface FaultRequest {
  readonly operation: FaultTarget
  /** How many requests of this operation there have been, this one included. */
  readonly attempt: number
  readonly method: string
  readonly path: string
  /** The parsed body of a create; of a callback, the task. */
  readonly body?: unknown
}

/** Called for every request; what it returns happens to that request. */
export type FaultFunction = (request: FaultRequest) => Fault | undefined
