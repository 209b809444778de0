import { expect, it, onTestFinished } from 'vitest'
import { createLocalHints, createOmniImageHandler } from '../../src/index.ts'
import { readEvents } from '../event-source.ts'
import { ann, createJobDesk, lighthouse, secret } from './job-desk.ts'

it('a job is on the stream of its user, and of nobody else', async () => {
  const hints = createLocalHints()
  const { open, emulator } = await createJobDesk('folder', { emulator: { latency: 800 } })
  const jobs = open({ hints })
  await jobs.work()
  const handler = createOmniImageHandler({
    upstream: { baseUrl: 'http://upstream.test', token: 'some-token', fetch: emulator.fetch },
    secret,
    hints,
    authorize: (request) => request.headers.get('x-user'),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  onTestFinished(() => handler.close())
  const listen = async (user: string): Promise<ReturnType<typeof readEvents>> => {
    const headers = { accept: 'text/event-stream', 'x-user': user }
    return readEvents(await handler.fetch(new Request('https://app.test/kling/v1/images/omni-image', { headers })))
  }
  const hers = await listen('ann')
  const his = await listen('bob')
  await expect.poll(hers.comments).toBe(1)

  const { external_task_id } = await jobs.enqueue(lighthouse, ann)
  await expect.poll(() => hers.statuses().at(-1), { timeout: 10_000 }).toBe('succeed')
  expect(hers.statuses()[0]).toMatch(/submitted|processing/)
  expect(new Set(hers.events.map(({ data }) => data.task_info?.external_task_id))).toEqual(new Set([external_task_id]))
  expect(his.events).toEqual([])
})
