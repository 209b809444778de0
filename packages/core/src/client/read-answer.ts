import { ApiError, type ApiErrorDetails } from '../errors/api-error.ts'
import { ConnectionError } from '../errors/connection-error.ts'
import type { ApiErrorKind, ErrorCode } from '../wire/error-code.ts'
import { errorCodes, successCodes } from '../wire/generated/error-codes.ts'
import { parseJson } from '../wire/json.ts'

/** What a response says besides its body. */
export interface Head {
  readonly httpStatus: number
  readonly retryAfterMs: number | undefined
}

type Body = Readonly<Record<string, unknown>>

/**
 * The body of an answer that says yes; any other becomes an error. The body's `code` decides, since gateways send errors
 * with status 200, and the HTTP status only where there is no code.
 */
export function readAnswer(text: string, head: Head): Body {
  const body = tryJson(text)
  if (!isObject(body)) {
    if (isOk(head))
      throw new ConnectionError('An answer came that is not JSON; something between answered in place of the API')
    throw new ApiError({ ...head, ...byStatus(head), apiCode: undefined, message: 'the answer has no JSON body' })
  }
  const { data } = body
  const code = toCode(body['code'])
  if ((successCodes as readonly unknown[]).includes(code) && (isOk(head) || isObject(data))) {
    return isObject(data) && isObject(data['data']) && 'code' in data['data'] ? data['data'] : body // a gateway's wrapping
  }
  if (code === undefined && isOk(head) && !body['error']) return body // for the validator to judge
  throw toApiError(body, head)
}

function toApiError(body: Body, head: Head): ApiError {
  const inner = isObject(body['error']) ? body['error'] : undefined
  const said = [body['message'], inner?.['message'], body['error'], body['msg'], body['detail']]
  const message = said.find((text): text is string => typeof text === 'string')
  // A gateway may hand on the vendor's whole answer as its message.
  const nested = message?.startsWith('{') ? tryJson(message) : undefined
  if (isObject(nested) && (nested['code'] !== undefined || nested['error'])) return toApiError(nested, head)
  const apiCode = toCode(body['code'] ?? inner?.['code'])
  return new ApiError({
    ...head,
    ...(byCode(apiCode, message ?? '') ?? byStatus(head)),
    apiCode,
    message: message?.replace(/[\w+/=-]{80,}/g, '…').slice(0, 500) ?? 'the answer gives no reason', // never image data
    request_id: typeof body['request_id'] === 'string' ? body['request_id'] : undefined,
  })
}

/** Relays turn the vendor's numbers into `"1201"` or `1201.0`. */
function toCode(code: unknown): number | string | undefined {
  if (typeof code === 'number') return code
  if (typeof code !== 'string') return undefined
  return /^\d+(\.0+)?$/.test(code) ? Number(code) : code
}

type Meaning = Pick<ApiErrorDetails, 'kind' | 'retryable' | 'notCreated' | 'reason'>

function byCode(apiCode: number | string | undefined, message: string): Meaning | undefined {
  const entry: ErrorCode | undefined = Object.hasOwn(errorCodes, `${apiCode}`) ? errorCodes[`${apiCode}`] : undefined
  return entry?.when?.find(({ message: text }) => message.toLowerCase().includes(text)) ?? entry
}

const kindsByStatus: Readonly<Record<number, ApiErrorKind>> = {
  401: 'authentication',
  402: 'balance',
  403: 'permission',
  404: 'not-found',
  429: 'rate-limit',
}

function byStatus({ httpStatus }: Head): Meaning {
  const kind = kindsByStatus[httpStatus] ?? (httpStatus < 500 && httpStatus !== 408 ? 'invalid-request' : 'server')
  return { kind, retryable: (kind === 'server' && httpStatus !== 501) || kind === 'rate-limit' }
}

function tryJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function isOk({ httpStatus }: Head): boolean {
  return httpStatus >= 200 && httpStatus < 300
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null
}
