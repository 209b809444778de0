import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDesk, key, minimal, origin, path, secret, upstreamIdOf } from '../desk.ts'

describe('any request', () => {
  const words = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom(
      path,
      '/kling',
      '/health',
      '/callback',
      '..',
      '%2f',
      '%2e',
      '//',
      '?',
      '#',
      '\\',
      'mine',
      '__proto__',
    ),
  )
  const anyPath = fc
    .array(words, { maxLength: 5 })
    .map((parts) => parts.join(fc.sample(fc.constantFrom('', '/'), 1)[0]))
  const anyHeaders = fc.dictionary(
    fc.constantFrom(
      'accept',
      'content-type',
      'last-event-id',
      'origin',
      'webhook-id',
      'content-length',
      'x-user',
      'range',
    ),
    fc.oneof(fc.constantFrom('application/json', 'text/event-stream', 'null', '-1', 'alice'), fc.string()),
  )
  const anyValue = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('series', 'auto', '2k', 1, 9, 'mine', [], [{ image: 'https://a.test/a.png' }]),
  )
  const field = fc.constantFrom(
    'image_list',
    'element_list',
    'n',
    'result_type',
    'series_amount',
    'resolution',
    'external_task_id',
    'callback_url',
    'watermark_info',
    '__proto__',
    'constructor',
    'mode',
  )
  const anyBody = fc.oneof(
    fc.string(),
    fc.json(),
    // As entries, since a literal would take __proto__ for itself.
    fc.array(fc.tuple(field, anyValue), { maxLength: 3 }).map((pairs) => {
      return `{${[...Object.entries(minimal), ...pairs].map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join(',')}}`
    }),
  )

  it('is answered without a fault of ours, and without the key', { timeout: 600_000 }, async () => {
    const runs = Number(process.env['FUZZ_RUNS'] ?? 5000)
    const failures: unknown[] = []
    const logger = { info: () => undefined, warn: () => undefined, error: (entry: object) => void failures.push(entry) }
    const desk = createDesk({
      emulator: {
        limits: { tasks: 50 },
        callbackHosts: ['app.test'],
        callbackFetch: () => Promise.reject(new Error('lost')),
      },
      handler: {
        logger,
        limits: { perUser: {} },
        callbacks: { url: `${origin}/kling/callback` },
        maxTasks: 50,
        streams: { perUser: 2 },
      },
    })
    const check = async (request: Request | undefined): Promise<void> => {
      if (!request) return
      const answer = await desk.handler.fetch(request)
      const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream')
      const text = isStream ? '' : await answer.text()
      if (isStream) await answer.body?.cancel()
      desk.calls.length = 0
      if (answer.status >= 500 || text.includes(key) || text.includes(secret) || failures.length > 0) {
        throw new Error(`${answer.status} ${text} ${JSON.stringify(failures)}`)
      }
    }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST'),
        anyPath,
        anyHeaders,
        anyBody,
        fc.boolean(),
        async (method, where, headers, body, isCreate) => {
          await check(
            toRequest(
              isCreate ? 'POST' : method,
              isCreate ? path : where,
              isCreate ? { ...headers, 'content-type': 'application/json' } : headers,
              body,
            ),
          )
        },
      ),
      { numRuns: runs, seed: 7 },
    )
    expect(upstreamIdOf(desk)).toMatch(/\.[\w-]{22}$/) // some of it got through
  })

  /** Undefined for what no request can be. */
  function toRequest(
    method: string,
    where: string,
    headers: Record<string, string>,
    body: string,
  ): Request | undefined {
    try {
      return new Request(new URL(origin + (where.startsWith('/') ? '' : '/') + where), {
        method,
        headers: { 'x-user': 'mallory', ...headers },
        ...(method === 'POST' && { body }),
      })
    } catch {
      return undefined
    }
  }
})
