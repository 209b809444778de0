import { afterEach, expect, it, vi } from 'vitest'
import { ok, refusal, task } from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import { taskListQueryOptions } from './task-list-query-options.ts'

const { signal } = new AbortController()

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('gives one page, whose numbers are in the key', async () => {
  const { client, api } = startClient({ look: [ok([task('submitted')])] })
  const { queryKey, queryFn } = taskListQueryOptions({ client, pageNum: 2, pageSize: 10 })
  expect(await queryFn({ signal })).toMatchObject([{ task_id: 'task-1' }])
  expect(api.looks()[0]?.url).toMatch(/\?pageNum=2&pageSize=10$/)
  expect(queryKey).toEqual(['omni-image', 'createOmniImage', null, 'list', { pageNum: 2, pageSize: 10 }])
})

it('is repeated by the client alone', async () => {
  const { client, api } = startClient({ look: [refusal(5001, 503)] }, { retry: 1 })
  const { queryFn, retry } = taskListQueryOptions({ client })
  const result = outcome(queryFn({ signal }))
  await vi.runAllTimersAsync()
  expect(result.error).toMatchObject({ code: 'api', kind: 'server' })
  expect(api.looks()).toHaveLength(2)
  expect(retry).toBe(false)
})

it('ends at an abort, with its reason', async () => {
  const { client } = startClient({ look: [ok([])] })
  const leaving = new AbortController()
  const result = outcome(taskListQueryOptions({ client }).queryFn({ signal: leaving.signal }))
  leaving.abort(new Error('left'))
  await vi.runAllTimersAsync()
  expect(result.error).toEqual(new Error('left'))
})
