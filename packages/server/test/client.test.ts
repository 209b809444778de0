import { createOmniImageClient } from '@omni-image/core'
import { describe, expect, it } from 'vitest'
import type { RequestLogEntry } from '../src/index.ts'
import { createDesk, minimal, type Desk } from './desk.ts'
import { listen } from './listen.ts'

interface Page {
  readonly desk: Desk
  readonly client: ReturnType<typeof createOmniImageClient>
  /** What the handler answered, in order: the route, and `stream` where it was one. */
  readonly answers: () => string[]
}

/** The browser's client before the handler, over sockets. */
async function openPage(latency: number): Promise<Page> {
  const lines: RequestLogEntry[] = []
  const logger = {
    info: (entry: object) => void lines.push(entry as RequestLogEntry),
    warn: () => undefined,
    error: () => undefined,
  }
  const desk = createDesk({ emulator: { latency }, handler: { logger } })
  const baseUrl = `http://127.0.0.1:${await listen(desk)}`
  const client = createOmniImageClient({ baseUrl, headers: { 'x-user': 'alice' } })
  const answers = (): string[] => lines.map(({ route, isStream }) => (isStream ? `${route} stream` : route))
  return { desk, client, answers }
}

describe('the client', () => {
  it('asks once for a task, and is told the rest', async () => {
    const { client, answers } = await openPage(2500)
    const { images } = await client.generate(minimal)
    expect(images).toHaveLength(1)
    expect(answers()).toEqual(['create', 'get stream'])
    client.close()
  })

  it('follows many tasks over one stream', async () => {
    const { client, answers, desk } = await openPage(2500)
    const results = await Promise.all(Array.from({ length: 20 }, () => client.generate(minimal)))
    expect(new Set(results.map(({ task_id }) => task_id)).size).toBe(20)
    expect(answers().filter((answer) => answer.endsWith('stream'))).toHaveLength(1)
    expect(answers().filter((answer) => answer !== 'create').length).toBeLessThanOrEqual(3)
    const looks = desk.calls.filter(({ method }) => method === 'GET').length
    expect(looks).toBeLessThanOrEqual(20)
    client.close()
  })

  it('finds a task whose answer was lost between the server and the API, and it is paid for once', async () => {
    const desk = createDesk({ emulator: { faults: [{ kind: 'cut-after-accept' }] } })
    const client = createOmniImageClient({ baseUrl: 'https://app.test', fetch: desk.as('alice').fetch })
    const { images } = await client.generate(minimal)
    expect(images).toHaveLength(1)
    expect(desk.emulator.ledger().tasks).toBe(1)
    client.close()
  })
})
