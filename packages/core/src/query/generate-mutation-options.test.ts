import { afterEach, describe, expect, it, vi } from 'vitest'
import { failed, notFound, processing, reset, submitted, succeed, type Answer } from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import type { SubmitUncertainError } from '../errors/submit-uncertain-error.ts'
import { generateMutationOptions } from './generate-mutation-options.ts'

const input = { prompt: 'a lighthouse' }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('goes from an input to its pictures, and tells of every change with the input it is about', async () => {
  const { client, api } = startClient({ post: [submitted], look: [processing, succeed] })
  const onSnapshot = vi.fn()
  const { mutationFn } = generateMutationOptions({ client, onSnapshot })
  const result = outcome(mutationFn(input))
  await vi.runAllTimersAsync()
  expect(result.value).toMatchObject({ task_id: 'task-1', images: [{ url: 'https://cdn.example.com/0.png' }] })
  expect(onSnapshot.mock.calls.map(([{ status }]) => status as string)).toEqual([
    'preparing',
    'submitting',
    'submitted',
    'processing',
    'succeed',
  ])
  expect(new Set(onSnapshot.mock.calls.map(([, about]) => about as unknown))).toEqual(new Set([input]))
  expect(api.posts()).toHaveLength(1)
})

it('is never repeated, never paused, and has a key of plain data', () => {
  const { client } = startClient({}, { token: 'secret' })
  const { mutationKey, retry, networkMode } = generateMutationOptions({ client, namespace: 'team' })
  expect({ retry, networkMode }).toEqual({ retry: false, networkMode: 'always' })
  expect(mutationKey).toEqual(['omni-image', 'createOmniImage', 'team', 'generate'])
})

it('has the error of a task that failed, and pays for another when the user asks again', async () => {
  const { client, api } = startClient({ post: [submitted], look: [failed] })
  const { mutationFn } = generateMutationOptions({ client })
  for (let click = 0; click < 2; click++) {
    const result = outcome(mutationFn(input))
    await vi.runAllTimersAsync()
    expect(result.error).toMatchObject({ code: 'task-failed', task_id: 'task-1' })
  }
  expect(api.posts()).toHaveLength(2)
})

describe('the same input after an unknown fate', () => {
  const lost = { post: [reset, submitted], look: [...Array<Answer>(4).fill(notFound), processing, succeed] }

  /** After a first call whose request was lost. */
  async function loseOne(answers: Parameters<typeof startClient>[0]) {
    const { client, api } = startClient(answers)
    const { mutationFn } = generateMutationOptions({ client })
    const first = outcome(mutationFn(input))
    await vi.advanceTimersByTimeAsync(20_000)
    return { client, api, mutationFn, first }
  }

  it('looks for the first task and pays for no second, whoever made the options', async () => {
    const { client, api } = startClient(lost)
    const first = outcome(generateMutationOptions({ client }).mutationFn({ ...input, image_list: [] }))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(first.error).toMatchObject({ code: 'submit-uncertain' })
    const statuses: string[] = []
    const onSnapshot = ({ status }: { readonly status: string }): void => void statuses.push(status)
    const again = outcome(generateMutationOptions({ client, onSnapshot }).mutationFn({ ...input, image_list: [] }))
    await vi.runAllTimersAsync()
    expect(again.value).toMatchObject({ task_id: 'task-1' })
    expect(statuses).toEqual(['processing', 'succeed'])
    expect(api.posts()).toHaveLength(1)
  })

  it('pays for a new one after the first was found', async () => {
    const { mutationFn, api } = await loseOne(lost)
    outcome(mutationFn(input))
    await vi.runAllTimersAsync()
    const third = outcome(mutationFn(input))
    await vi.runAllTimersAsync()
    expect(third.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(2)
  })

  it('says each time that nothing was found, also to a double click', async () => {
    const { mutationFn, api } = await loseOne({ post: [reset], look: [notFound] })
    const clicks = [outcome(mutationFn(input)), outcome(mutationFn(input))]
    await vi.advanceTimersByTimeAsync(20_000)
    const last = outcome(mutationFn(input))
    await vi.advanceTimersByTimeAsync(20_000)
    expect([...clicks, last].map(({ error }) => (error as SubmitUncertainError).code)).toEqual([
      'submit-uncertain',
      'submit-uncertain',
      'submit-uncertain',
    ])
    expect(api.posts()).toHaveLength(1)
  })

  it('starts anew once the user has it forgotten', async () => {
    const { client, mutationFn, api, first } = await loseOne({
      post: [reset, submitted],
      look: [...lost.look.slice(0, 4), succeed],
    })
    await client.forget((first.error as SubmitUncertainError).external_task_id)
    const second = outcome(mutationFn(input))
    await vi.runAllTimersAsync()
    expect(second.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(2)
  })

  it('is another input with other fields, and is sent', async () => {
    const { mutationFn, api } = await loseOne({ post: [reset], look: [notFound] })
    outcome(mutationFn({ ...input, n: 2 }))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(api.posts()).toHaveLength(2)
  })
})
