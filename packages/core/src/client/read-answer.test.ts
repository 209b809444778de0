import { describe, expect, it } from 'vitest'
import { isOmniImageError, type AnyOmniImageError } from '../errors/any-error.ts'
import { readAnswer } from './read-answer.ts'

const read = (body: unknown, status = 200, headers = new Headers()): unknown =>
  readAnswer(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })

function errorOf(body: unknown, httpStatus: number, headers?: Headers): AnyOmniImageError {
  try {
    read(body, httpStatus, headers)
  } catch (error) {
    if (isOmniImageError(error)) return error
    throw error
  }
  return expect.fail('should have been refused')
}

const request_id = 'request-1'
const data = { task_id: 'task-1', task_status: 'submitted' }

describe('the vendor’s table', () => {
  const rows: [number, number, string, boolean][] = [
    [401, 1000, 'authentication', false],
    [401, 1001, 'authentication', false],
    [401, 1002, 'authentication', false],
    [401, 1003, 'authentication', false],
    [401, 1004, 'authentication', false],
    [429, 1100, 'balance', false],
    [429, 1101, 'balance', false],
    [429, 1102, 'balance', false],
    [403, 1103, 'permission', false],
    [400, 1200, 'invalid-request', false],
    [400, 1201, 'invalid-request', false],
    [404, 1202, 'invalid-request', false],
    [404, 1203, 'not-found', false],
    [400, 1300, 'moderation', false],
    [400, 1301, 'moderation', false],
    [429, 1302, 'rate-limit', true],
    [429, 1303, 'concurrency', true],
    [429, 1304, 'permission', false],
    [500, 5000, 'server', true],
    [503, 5001, 'server', true],
    [504, 5002, 'server', true],
  ]

  it.each(rows)('HTTP %i with code %i is %s, retryable: %s', (httpStatus, code, kind, retryable) => {
    expect(errorOf({ code, message: 'no', request_id }, httpStatus)).toMatchObject({
      code: 'api',
      kind,
      retryable,
      apiCode: code,
      httpStatus,
      request_id,
      message: expect.stringMatching(new RegExp(`${kind}, code ${code}, HTTP ${httpStatus}\\): no$`)),
    })
  })

  it.each(rows)(
    'the same through a gateway that answers 200 instead of %i with code %i',
    (_httpStatus, code, kind, retryable) => {
      expect(errorOf({ code, message: 'no', request_id, data: null }, 200)).toMatchObject({
        kind,
        retryable,
        httpStatus: 200,
      })
    },
  )

  it.each(rows)('the same from a relay that writes the code as text (%i, %i)', (httpStatus, code, kind, retryable) => {
    expect(errorOf({ code: `${code}.0`, message: 'no' }, httpStatus)).toMatchObject({ kind, retryable, apiCode: code })
  })

  it.each([
    ['Task not found by id/external id: abc', 'not-found', undefined],
    ['External_task_id abc already exists', 'invalid-request', 'duplicate-id'],
    ['File is not in a valid base64 format', 'invalid-request', undefined],
  ])('1201 with "%s" is %s', (message, kind, reason) => {
    expect(errorOf({ code: 1201, message }, 400)).toMatchObject({ kind, reason, retryable: false })
  })
})

describe('gateways', () => {
  it.each<[string, unknown, number, object]>([
    [
      'OpenAI style',
      { error: { message: 'no such key', type: 'new_api_error', code: '' } },
      401,
      { kind: 'authentication', retryable: false },
    ],
    [
      'an unknown route',
      { error: { message: 'Invalid URL (GET /v1)', type: 'invalid_request_error', code: '' } },
      404,
      { kind: 'not-found' },
    ],
    [
      'something not built',
      { error: { message: 'not implemented', type: 'new_api_error' } },
      501,
      { retryable: false },
    ],
    [
      'OpenAI style with a code',
      { error: { message: 'no', code: 'insufficient_quota' } },
      403,
      { kind: 'permission', apiCode: 'insufficient_quota' },
    ],
    [
      'task_not_exist',
      { code: 'task_not_exist', message: 'task_not_exist', data: null },
      400,
      { kind: 'not-found', apiCode: 'task_not_exist' },
    ],
    [
      'get_channel_failed',
      { code: 'get_channel_failed', message: 'no channel', data: null },
      503,
      { kind: 'server', retryable: true },
    ],
    [
      'read_request_body_failed',
      { code: 'read_request_body_failed', message: 'too large', data: null },
      413,
      { kind: 'invalid-request' },
    ],
    ['task_failed', { code: 'task_failed', message: 'no', data: null }, 400, { kind: 'invalid-request' }],
    [
      'the vendor’s answer inside a message',
      { code: 'fail_to_fetch_task', message: JSON.stringify({ code: 1303, message: 'busy', request_id }), data: null },
      429,
      { kind: 'concurrency', apiCode: 1303, request_id, retryable: true },
    ],
    [
      'a message that only looks like JSON',
      { code: 'fail_to_fetch_task', message: '{broken', data: null },
      502,
      { kind: 'server', retryable: true },
    ],
    [
      'the fixed text of a 429',
      { error: { message: 'upstream saturated', type: 'new_api_error', code: '' } },
      429,
      { kind: 'rate-limit', retryable: true },
    ],
    ['detail', { detail: 'Not Found' }, 404, { kind: 'not-found', message: expect.stringContaining('Not Found') }],
    ['msg', { msg: 'no' }, 400, { kind: 'invalid-request', message: expect.stringContaining(': no') }],
    [
      'an error that is text',
      { error: 'no such key' },
      403,
      { kind: 'permission', message: expect.stringContaining('no such key') },
    ],
    ['an error that is text with status 200', { error: 'no such key' }, 200, { kind: 'server' }],
    ['no credit', { error: { message: 'top up' } }, 402, { kind: 'balance', retryable: false }],
    ['overload', { error: { message: 'overloaded' } }, 529, { kind: 'server', retryable: true }],
    [
      'an HTML page',
      '<html><h1>502 Bad Gateway</h1></html>',
      502,
      { kind: 'server', retryable: true, apiCode: undefined },
    ],
    ['an HTML page of a missing route', '<html>404</html>', 404, { kind: 'not-found' }],
    ['nothing at all', '', 503, { kind: 'server', retryable: true }],
    ['a body too large', '<html>413</html>', 413, { kind: 'invalid-request', retryable: false }],
    ['a request that took too long', '', 408, { kind: 'server', retryable: true }],
    [
      'an HTTP status as the code of a 200',
      { code: 500, message: 'internal error' },
      200,
      { kind: 'server', retryable: true },
    ],
    ['an HTTP 401 as the code of a 200', { code: 401, message: 'no' }, 200, { kind: 'authentication' }],
    ['a code of the vendor that is not in its table', { code: 5003, message: 'no' }, 200, { kind: 'server' }],
    [
      'an error inside a success',
      { code: 'success', data: { status: 'SUCCESS', data: { code: 1201, message: 'Task not found' } } },
      200,
      { kind: 'not-found' },
    ],
  ])('%s', (_name, body, httpStatus, expected) => {
    expect(errorOf(body, httpStatus)).toMatchObject({ code: 'api', httpStatus, ...expected })
  })

  it.each([
    ['an HTML page with status 200', '<html>Sign in</html>'],
    ['an answer that breaks off', '{"code":0,"data":{"task_id":"ta'],
    ['an empty answer', ''],
    ['a bare word', '"ok"'],
  ])('%s is no answer of the API', (_name, text) => {
    expect(errorOf(text, 200)).toMatchObject({ code: 'connection', retryable: true })
  })
})

describe('success', () => {
  it.each([0, '0', 200, '200', 'success', 0.0])('is the code %o', (code) => {
    expect(read({ code, data })).toEqual({ code, data })
  })

  it('is a code of zero, whatever the HTTP status, where there is a task', () => {
    expect(read({ code: 0, data }, 500)).toEqual({ code: 0, data })
  })

  it('is not a code of zero with an HTTP error and no task', () => {
    expect(errorOf({ code: 0, message: 'no' }, 502)).toMatchObject({ kind: 'server' })
  })

  it('may be wrapped by a gateway', () => {
    const inner = { code: 0, message: 'SUCCEED', data }
    expect(read({ code: 'success', data: { id: 7, status: 'SUCCESS', data: inner } })).toEqual(inner)
  })
})

describe('messages', () => {
  it('are cut where they run on', () => {
    expect(errorOf({ code: 1200, message: 'no '.repeat(10_000) }, 400).message.length).toBeLessThan(700)
  })

  it('hold no image that the API repeats', () => {
    const image = 'iVBORw0KGgoAAAANSUhEUgAA'.repeat(100)
    const { message } = errorOf({ code: 1201, message: `Bad image: ${image} (${image.slice(0, 90)})` }, 400)
    expect(message).toContain('Bad image: … (…)')
    expect(message).not.toContain('iVBOR')
  })
})

it.each([
  ['120', 120_000],
  ['0', undefined],
  ['Wed, 01 Jan 2020 00:00:00 GMT', undefined],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('reads Retry-After: %s', (header, expected) => {
  const headers = new Headers(header === null ? {} : { 'retry-after': header })
  expect(errorOf({ code: 1302 }, 429, headers)).toMatchObject({ retryAfterMs: expected })
})
