import { parseJson } from '@omni-image/core/wire'
import type { Clock } from '../clock.ts'
import { Refusal } from '../handler/refusal.ts'
import type { Hint } from '../hints/hints.ts'
import { createBodyBudget } from '../input/body-budget.ts'
import { readBody } from '../input/read-body.ts'
import { isSameText, type KeyedHash } from '../ownership/keyed-hash.ts'
import type { CallbackOptions } from './callback-options.ts'
import { createSeenIds } from './seen-ids.ts'
import { verifyWebhook } from './verify-webhook.ts'

export interface Callbacks {
  /** What the API is told to call for a task that carries this id. */
  readonly addressFor: (externalId: string) => Promise<string>
  /** What a genuine call says; undefined for one that was heard before. Throws a refusal for any other. */
  readonly receive: (request: Request, rest: readonly string[]) => Promise<Hint | undefined>
}

const maxBytes = 0x100000
/** Held at once before anybody knows who sends them. A callback that finds no room is a hint that got lost. */
const maxBytesAtOnce = 32 * maxBytes

export function createCallbacks(options: CallbackOptions, keys: readonly KeyedHash[], clock: Clock): Callbacks {
  const { secrets = [] } = options
  const root = options.url.replace(/\/+$/, '')
  const isSigned = secrets.length > 0
  const seen = createSeenIds(clock)
  const budget = createBodyBudget(maxBytesAtOnce, maxBytesAtOnce)
  const tokenOf = (key: KeyedHash, externalId: string): Promise<string> => key('callback', externalId)

  async function receiveSigned(request: Request): Promise<Hint | undefined> {
    const account = budget.open('callbacks')
    const body = await readBody(request, { maxBytes, take: account.take }).finally(account.close)
    if (!(await verifyWebhook({ headers: request.headers, body }, secrets, clock.now()))) throw notGenuine()
    // The same delivery again is honest or not, and says nothing new.
    return seen.isNew(request.headers.get('webhook-id')!) ? toHint(body) : undefined
  }

  /** The address alone decides: whoever knows it was told by us. Of the body not even that it is JSON is believed. */
  async function receiveByToken(externalId: string, token: string): Promise<Hint> {
    const tokens = await Promise.all(keys.map((key) => tokenOf(key, externalId)))
    if (!tokens.map((right) => isSameText(token, right)).includes(true)) throw notGenuine()
    return { external_task_id: externalId }
  }

  return {
    addressFor: async (externalId) => {
      return isSigned ? root : `${root}/${encodeURIComponent(externalId)}/${await tokenOf(keys[0]!, externalId)}`
    },
    receive: async (request, [externalId, token, ...more]) => {
      if (isSigned) return externalId === undefined ? receiveSigned(request) : refuse()
      if (externalId === undefined || token === undefined || more.length > 0) return refuse()
      return receiveByToken(externalId, token)
    },
  }
}

async function refuse(): Promise<never> {
  throw notGenuine()
}

function notGenuine(): Refusal {
  return new Refusal('This is no callback of the API', { status: 401, code: 1000 })
}

function toHint(body: Uint8Array): Hint {
  try {
    const { task_id, task_info } = parseJson(new TextDecoder().decode(body)) as {
      readonly task_id?: unknown
      readonly task_info?: { readonly external_task_id?: unknown } | null
    }
    return { task_id: toId(task_id), external_task_id: toId(task_info?.external_task_id) }
  } catch {
    return {}
  }
}

function toId(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : undefined
}
