import { jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { createDesk, key } from './desk.ts'

const secretKey = 'the secret key of the account, which stays here'
const signing = new TextEncoder().encode(secretKey)
const success = { code: 0, message: 'SUCCEED', data: [] }

/** A clock that stands where it is put. */
function createStillClock(): { now: () => number; advance: (ms: number) => void } {
  let nowMs = 1_781_080_000_000
  return { now: () => nowMs, advance: (ms) => void (nowMs += ms) }
}

const bearerOf = (headers: Headers): string => headers.get('authorization')?.replace('Bearer ', '') ?? ''

describe('an access key pair', () => {
  const upstream = { baseUrl: 'http://upstream.test', accessKey: 'access', secretKey }

  it('signs a token as the vendor wants it', async () => {
    const clock = createStillClock()
    const { as, calls } = createDesk({ handler: { upstream, clock }, upstream: () => Response.json(success) })
    await as('alice').list()
    const token = bearerOf(calls[0]!.headers)
    const { payload, protectedHeader } = await jwtVerify(token, signing, { currentDate: new Date(clock.now()) })
    const nowSeconds = clock.now() / 1000
    expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' })
    expect(payload).toEqual({ iss: 'access', exp: nowSeconds + 1800, nbf: nowSeconds - 5 })
    expect(calls[0]!.url).not.toContain(secretKey)
  })

  it('the token is used until shortly before it expires, then there is another', async () => {
    const clock = createStillClock()
    const { as, calls } = createDesk({ handler: { upstream, clock }, upstream: () => Response.json(success) })
    for (const pauseMs of [0, 1_499_000, 2000]) {
      clock.advance(pauseMs)
      await as('alice').list()
    }
    const [first, second, third] = calls.map(({ headers }) => bearerOf(headers))
    expect(second).toBe(first)
    expect(third).not.toBe(second)
  })

  it('many requests at once share one token, also after it was refused as expired', async () => {
    const clock = createStillClock()
    let refused = 0
    const { as, calls } = createDesk({
      handler: { upstream, clock },
      emulator: { token: undefined },
      upstream: () =>
        (refused += 1) <= 5 ? Response.json({ code: 1004, message: 'expired' }, { status: 401 }) : undefined,
    })
    const first = Array.from({ length: 5 }, () => as('alice').create())
    clock.advance(1000) // so that the next token is another one
    expect((await Promise.all(first)).map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
    expect(new Set(calls.slice(5).map(({ headers }) => bearerOf(headers))).size).toBe(1)
  })
})

describe('a token function', () => {
  it('is asked anew when the API says that the token has expired, and once', async () => {
    const tokens = ['first-token', 'second-token', 'third-token']
    const upstream = { baseUrl: 'http://upstream.test', token: () => tokens.shift()! }
    const expired = Response.json({ code: 1004, message: 'expired' })
    const { as, calls } = createDesk({ handler: { upstream }, upstream: () => expired.clone() })
    expect(await as('alice').create()).toMatchObject({ status: 403, code: 1103 })
    expect(calls.map(({ headers }) => bearerOf(headers))).toEqual(['first-token', 'second-token'])
  })

  it.each([
    ['fails', () => Promise.reject(new Error(`no ${key}`))],
    ['gives what is no token', () => `two\nlines ${key}`],
  ])('that %s keeps requests at home, and they may come back', async (_name, token) => {
    const { as, calls } = createDesk({ handler: { upstream: { baseUrl: 'http://upstream.test', token } } })
    const reply = await as('alice').create()
    expect(reply).toMatchObject({ status: 503, code: 1302 })
    expect(JSON.stringify(reply)).not.toContain(key)
    expect(calls).toEqual([])
  })
})

it('an API that repeats the key in its answers does not give it away', async () => {
  const echo = { code: 1002, message: `token ${key} is wrong`, request_id: key, data: { a: key } }
  const { as } = createDesk({ upstream: () => Response.json(echo, { status: 400 }) })
  for (const reply of [await as('alice').create(), await as('alice').get('1'), await as('alice').list()]) {
    expect(JSON.stringify(reply)).not.toContain(key)
  }
})
