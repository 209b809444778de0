import { ApiError, type ApiErrorDetails } from '../errors/api-error.ts'
import { ConnectionError } from '../errors/connection-error.ts'
import { withoutImages } from '../errors/omni-image-error.ts'
import type { ApiErrorKind, ErrorCode } from '../wire/error-code.ts'
import { errorKinds, finerErrors, retryableCodes, successCodes } from '../wire/generated/error-codes.ts'
import { parseJson } from '../wire/json.ts'

/** What a response says besides its body. */
type Head = Pick<Response, 'status' | 'headers'>

type Body = Readonly<Record<string, unknown>>

/**
 * The body of an answer that says yes; any other becomes an error. The body's `code` decides, since gateways send errors
 * with status 200, and the HTTP status only where there is no code. Should the answer repeat a secret, the error does not.
 */
export function readAnswer(
  text: string,
  head: Head,
  secrets: readonly string[] = [],
  body: unknown = tryJson(text),
): Body {
  const { status } = head
  const isOk = status >= 200 && status < 300
  if (!isObject(body)) {
    if (isOk) throw new ConnectionError('The answer is not JSON, so it is not the API that answered')
    return refuse({ message: status < 400 && 'the address redirects, change baseUrl' }, head, secrets)
  }
  const { data } = body
  const code = toCode(body['code'])
  if (successCodes.includes(code!) ? isOk || isObject(data) : isOk && !code && !body['error']) {
    const inner = isObject(data) && data['data']
    return isObject(inner) && 'code' in inner ? readAnswer(text, head, secrets, inner) : body // a gateway's wrapping
  }
  return refuse(body, head, secrets)
}

function refuse(body: Body, head: Head, secrets: readonly string[]): never {
  const inner = isObject(body['error']) ? body['error'] : undefined
  const said = [body['message'], inner?.['message'], body['error'], body['msg'], body['detail']]
  const message = said.find((text): text is string => typeof text === 'string') ?? 'no reason given'
  // A gateway may hand on the vendor's whole answer as its message.
  const nested = message.startsWith('{') && tryJson(message)
  if (isObject(nested) && (nested['code'] || nested['error'])) return refuse(nested, head, secrets)
  const apiCode = toCode(body['code'] ?? inner?.['code'])
  // A short word would be found in places where it is none.
  const hidden = secrets.filter(({ length }) => length > 7).toSorted((one, other) => other.length - one.length)
  const hide = <Value>(said: Value): Value | string =>
    typeof said === 'string'
      ? withoutImages(hidden.reduce((text, secret) => text.replaceAll(secret, '…'), said as string))
      : said
  throw new ApiError(hide(message).slice(0, 500), {
    httpStatus: head.status,
    retryAfterMs: readRetryAfter(head.headers.get('retry-after')),
    ...toMeaning(apiCode, message, head.status),
    apiCode: hide(apiCode),
    request_id: hide(body['request_id'] as string | undefined),
  })
}

/** Relays turn the vendor's numbers into `"1201"` or `1201.0`. */
function toCode(code: unknown): ErrorCode | undefined {
  if (typeof code === 'number') return code
  if (typeof code !== 'string') return undefined
  return /^\d+(\.0+)?$/.test(code) ? Number(code) : code
}

const kindsByStatus: Readonly<Record<number, ApiErrorKind>> = {
  401: 'authentication',
  402: 'balance',
  403: 'permission',
  404: 'not-found',
  408: 'server', // nobody knows how far the request got
  409: 'server',
  429: 'rate-limit',
  499: 'server',
  501: 'not-found', // a gateway that has no such route
}

function toMeaning(
  apiCode: ErrorCode | undefined,
  message: string,
  httpStatus: number,
): Pick<ApiErrorDetails, 'kind' | 'retryable' | 'reason'> {
  const [known] = Object.entries(errorKinds).find(([, codes]) => codes.includes(apiCode!)) ?? []
  const finer = finerErrors[apiCode!]?.find?.((one) => message.toLowerCase().includes(one.message))
  if (known) {
    const kind = finer?.kind ?? (known as ApiErrorKind)
    return { kind, retryable: !finer && retryableCodes.includes(apiCode!), reason: finer?.reason }
  }
  // Relays also write an HTTP status as their code, or a code of the vendor's that its table lacks.
  const code = Number(apiCode)
  const status = code >= 400 && code < 600 ? code : code >= 5000 && code < 6000 ? 500 : httpStatus
  // A success that is none, with a code nobody knows, may have cost money all the same.
  const isClear = status < 200 || (status >= 300 && status < 500)
  const kind = kindsByStatus[status] ?? (isClear ? 'invalid-request' : 'server')
  return { kind, retryable: kind === 'server' || kind === 'rate-limit' }
}

/** A `Retry-After` header, seconds or a date, in milliseconds from now; undefined where there is none. */
function readRetryAfter(header: string | null): number | undefined {
  const waitMs = /^\d+$/.test(header ?? '') ? Number(header) * 1000 : Date.parse(header ?? '') - Date.now()
  return waitMs > 0 ? waitMs : undefined
}

function tryJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null
}
