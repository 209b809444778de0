import type { Fault } from '@omni-image/emulator'

/** How a click ends: with a picture, or with an error of this code (and kind, where the API said no). */
type Ending = 'picture' | 'submit-uncertain' | 'connection' | `api ${string}`

export interface FaultRow {
  readonly name: string
  readonly faults: readonly Fault[]
  /** An id of the caller's own instead of one that is drawn. */
  readonly external_task_id?: string
  /** Somebody has made a task with that id before. */
  readonly isIdTaken?: true
  /** Nobody listens at the address any more. */
  readonly isDown?: true
  readonly timeoutMs?: number
  readonly billed: 0 | 1
  readonly ending: Ending
  /** Where it differs behind a gateway that cannot be asked by `external_task_id`. */
  readonly endingByTaskId?: Ending
}

/** Made and billed, and the answer is lost: found where it can be looked up, else told with its id. */
const lost = { billed: 1, ending: 'picture', endingByTaskId: 'submit-uncertain' } as const
const neverMade = { billed: 0, ending: 'submit-uncertain' } as const
const refused = (kind: string) => ({ billed: 0, ending: `api ${kind}` }) as const
const untilClosed = 60_000

export const faultRows: readonly FaultRow[] = [
  { name: 'nobody listens', faults: [], isDown: true, billed: 0, ending: 'connection' },
  { name: 'reset before accept', faults: [{ kind: 'cut-before-accept' }], ...neverMade },
  { name: 'reset after accept', faults: [{ kind: 'cut-after-accept' }], ...lost },
  {
    name: 'reset after accept, and look-ups that stumble',
    faults: [
      { kind: 'cut-after-accept' },
      { kind: 'cut-before-accept', on: 'get' },
      { kind: 'html', on: 'get' },
      { kind: 'truncated-json', on: 'get' },
    ],
    ...lost,
  },
  {
    name: 'timeout after accept',
    faults: [{ kind: 'slow-answer', delayMs: untilClosed }],
    timeoutMs: 5000,
    ...lost,
  },
  {
    name: 'timeout, and only then accepted',
    faults: [{ kind: 'slow-accept', delayMs: 7000 }],
    timeoutMs: 5000,
    ...lost,
  },
  {
    name: 'timeout, never accepted',
    faults: [{ kind: 'slow-accept', delayMs: untilClosed }],
    timeoutMs: 5000,
    ...neverMade,
  },
  ...[500, 502, 503, 504].flatMap((status): FaultRow[] => [
    { name: `HTTP ${status} after accept`, faults: [{ kind: 'http-error', status, accepts: true }], ...lost },
    { name: `HTTP ${status} before accept`, faults: [{ kind: 'http-error', status }], ...neverMade },
  ]),
  ...[5000, 5001, 5002].map((code): FaultRow => {
    return { name: `API error ${code} after accept`, faults: [{ kind: 'api-error', code, accepts: true }], ...lost }
  }),
  { name: 'API error 5000 before accept', faults: [{ kind: 'api-error', code: 5000 }], ...neverMade },
  { name: 'answer truncated', faults: [{ kind: 'truncated-json' }], ...lost },
  { name: 'connection lost inside the answer', faults: [{ kind: 'cut-in-answer' }], ...lost },
  { name: 'HTML with status 200 after accept', faults: [{ kind: 'html', status: 200, accepts: true }], ...lost },
  { name: 'HTML with status 502 after accept', faults: [{ kind: 'html', accepts: true }], ...lost },
  { name: 'HTML with status 502 before accept', faults: [{ kind: 'html' }], ...neverMade },
  { name: '1302, too many requests', faults: [{ kind: 'api-error', code: 1302 }], billed: 1, ending: 'picture' },
  { name: '1303, no slot is free', faults: [{ kind: 'api-error', code: 1303 }], billed: 1, ending: 'picture' },
  {
    name: '1303, then reset after accept',
    faults: [{ kind: 'api-error', code: 1303 }, { kind: 'cut-after-accept' }],
    ...lost,
  },
  { name: '1100, account abnormal', faults: [{ kind: 'api-error', code: 1100 }], ...refused('balance') },
  { name: '1101, in arrears', faults: [{ kind: 'api-error', code: 1101 }], ...refused('balance') },
  { name: '1102, pack exhausted', faults: [{ kind: 'api-error', code: 1102 }], ...refused('balance') },
  {
    name: '1102 with status 200',
    faults: [{ kind: 'api-error', code: 1102, status: 200 }],
    ...refused('balance'),
  },
  {
    name: '1304, address not allowed',
    faults: [{ kind: 'api-error', code: 1304, status: 429 }],
    ...refused('permission'),
  },
  { name: '429 without a code', faults: [{ kind: 'http-error', status: 429 }], ...refused('rate-limit') },
  { name: '1301, refused by moderation', faults: [{ kind: 'api-error', code: 1301 }], ...refused('moderation') },
  { name: '1002, token not valid', faults: [{ kind: 'api-error', code: 1002 }], ...refused('authentication') },
  { name: 'a gateway sends it twice', faults: [{ kind: 'sent-twice' }], ...lost },
  {
    name: 'an id of the caller, reset after accept',
    faults: [{ kind: 'cut-after-accept' }],
    external_task_id: 'order-17',
    ...lost,
  },
  {
    name: 'an id of the caller, and a gateway sends it twice',
    faults: [{ kind: 'sent-twice' }],
    external_task_id: 'order-17',
    billed: 1,
    ending: 'picture',
    endingByTaskId: 'api invalid-request',
  },
  {
    name: 'an id of the caller that an older task has',
    faults: [],
    external_task_id: 'order-17',
    isIdTaken: true,
    billed: 1,
    ending: 'api invalid-request',
  },
]
