import { generateMutationOptions } from '@omni-image/core/query'
import type { Emulator } from '@omni-image/emulator'
import { afterEach, describe, expect, it } from 'vitest'
import { createDesk } from '../desk.ts'
import { inReact, inStrictReact } from './query-react.tsx'
import { inVue } from './query-vue.ts'

afterEach(() => document.body.replaceChildren())

describe.each([
  ['react', inReact],
  ['react in StrictMode', inStrictReact],
  ['vue', inVue],
] as const)('TanStack Query in %s', (_name, { tanstack, mount }) => {
  const { QueryClient, dehydrate, focusManager, hydrate, onlineManager } = tanstack
  // An app whose defaults would try everything again.
  const again = { retry: 3, retryDelay: 1 }
  const createQueryClient = () => new QueryClient({ defaultOptions: { queries: again, mutations: again } })

  afterEach(() => {
    onlineManager.setOnline(true)
    focusManager.setFocused(undefined)
  })

  it('goes from a prompt to pictures, and tells of every change', async () => {
    const { client, hold, letThrough } = createDesk()
    const page = await mount(client, createQueryClient())
    expect(page.generated()).toEqual({ status: 'idle', images: [], error: null })
    hold()
    page.generate({ prompt: 'a lighthouse', n: 2 })
    await expect.poll(() => page.generated()).toMatchObject({ status: 'pending' })
    letThrough()
    await expect.poll(() => page.generated()).toMatchObject({ status: 'success', error: null })
    expect(page.generated().images).toHaveLength(2)
    expect([page.told[0], page.told.at(-1)]).toEqual(['preparing', 'succeed'])
  })

  it('shows why a task failed, and pays for it once', async () => {
    const { client, emulator } = createDesk()
    const page = await mount(client, createQueryClient())
    page.generate({ prompt: 'an unfinishable picture' })
    await expect.poll(() => page.generated()).toEqual({ status: 'error', images: [], error: 'task-failed' })
    await pause()
    expect(posts(emulator)).toBe(1)
  })

  it('shows what the API refuses, and sends it once', async () => {
    const { client, emulator } = createDesk({ faults: [{ kind: 'api-error', code: 1301 }] })
    const page = await mount(client, createQueryClient())
    page.generate({ prompt: 'a lighthouse' })
    await expect.poll(() => page.generated()).toMatchObject({ status: 'error', error: 'api' })
    await pause()
    expect(posts(emulator)).toBe(1)
  })

  it('takes over a task whose answer was lost', async () => {
    const { client, emulator } = createDesk({ faults: [{ kind: 'cut-after-accept' }] })
    const page = await mount(client, createQueryClient())
    page.generate({ prompt: 'a lighthouse' })
    await expect.poll(() => page.generated(), { timeout: 5_000 }).toMatchObject({ status: 'success' })
    expect([posts(emulator), emulator.ledger().tasks]).toEqual([1, 1])
  })

  it('a component that leaves during a mutation leaves its pictures in the cache', async () => {
    const { client, emulator, hold, letThrough } = createDesk()
    const queryClient = createQueryClient()
    const page = await mount(client, queryClient)
    hold()
    page.generate({ prompt: 'a lighthouse' })
    await expect.poll(() => page.generated().status).toBe('pending')
    page.unmount()
    letThrough()
    const mutation = queryClient.getMutationCache().getAll()[0]!
    await expect.poll(() => mutation.state).toMatchObject({ status: 'success', data: { images: [{ index: 0 }] } })
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('two components with the same task share one look', async () => {
    const { client, emulator } = createDesk({ latency: 0 })
    const { task_id } = await client.submit({ prompt: 'a lighthouse' })
    const page = await mount(client, createQueryClient(), [task_id, task_id])
    await expect.poll(() => page.tasks().map(({ status }) => status)).toEqual(['success', 'success'])
    expect(page.tasks()[0]).toEqual(page.tasks()[1])
    expect(page.tasks()[0]?.images).toHaveLength(1)
    expect(looks(emulator)).toBe(1)
  })

  it('a page that leaves ends the looking, and the task goes on', async () => {
    const { client, emulator } = createDesk({ latency: 200 })
    const { task_id } = await client.submit({ prompt: 'a lighthouse' })
    const queryClient = createQueryClient()
    const page = await mount(client, queryClient, [task_id])
    await expect.poll(() => looks(emulator)).toBeGreaterThan(1)
    page.unmount()
    await pause()
    const before = looks(emulator)
    await expect.poll(() => emulator.tasks()[0]?.task_status).toBe('succeed')
    expect(looks(emulator)).toBe(before)
    const returned = await mount(client, queryClient, [task_id])
    await expect.poll(() => returned.tasks()).toMatchObject([{ status: 'success' }])
  })

  it('finds a task by the id of the caller', async () => {
    const { client } = createDesk()
    await client.submit({ prompt: 'a lighthouse', external_task_id: 'order-1' })
    const page = await mount(client, createQueryClient(), ['order-1'])
    await expect.poll(() => page.tasks()).toMatchObject([{ status: 'success', images: [expect.any(String)] }])
  })

  it.each([
    ['finished', 'a lighthouse', { status: 'success', error: null }],
    ['failed', 'an unfinishable picture', { status: 'error', error: 'task-failed' }],
  ])('a %s task is not asked for again when the page is seen again', async (_end, prompt, end) => {
    const { client, emulator } = createDesk()
    const { task_id } = await client.submit({ prompt })
    const page = await mount(client, createQueryClient(), [task_id])
    await expect.poll(() => page.tasks()).toMatchObject([end])
    const before = looks(emulator)
    focusManager.setFocused(false)
    focusManager.setFocused(true)
    await pause()
    expect(looks(emulator)).toBe(before)
    expect(page.tasks()).toMatchObject([end])
  })

  it('a mutation that starts offline is not put aside, and pays once', async () => {
    const { client, emulator, hold, letThrough } = createDesk()
    const queryClient = createQueryClient()
    const page = await mount(client, queryClient)
    hold()
    onlineManager.setOnline(false)
    page.generate({ prompt: 'a lighthouse' })
    await expect.poll(() => page.generated().status).toBe('pending')
    expect(dehydrate(queryClient).mutations).toEqual([])
    onlineManager.setOnline(true)
    letThrough()
    await queryClient.resumePausedMutations()
    await expect.poll(() => page.generated()).toMatchObject({ status: 'success' })
    await pause()
    expect([posts(emulator), emulator.ledger().tasks]).toEqual([1, 1])
  })

  it('a mutation that was saved while it ran is not run again after a reload', async () => {
    const { client, emulator, hold, letThrough, reload } = createDesk()
    const first = createQueryClient()
    const page = await mount(client, first)
    hold()
    page.generate({ prompt: 'a lighthouse' })
    await expect.poll(() => page.generated().status).toBe('pending')
    const saved = JSON.stringify(dehydrate(first, { shouldDehydrateMutation: () => true }))
    expect(saved).toContain('a lighthouse')

    const options = generateMutationOptions({ client: reload() })
    const second = createQueryClient()
    second.setMutationDefaults(options.mutationKey, options)
    hydrate(second, JSON.parse(saved))
    await second.resumePausedMutations()
    letThrough()
    await expect.poll(() => page.generated()).toMatchObject({ status: 'success' })
    await pause()
    expect([posts(emulator), emulator.ledger().tasks]).toEqual([1, 1])
  })
})

/** Long enough for several looks, or tries, that should not be. */
async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60))
}

function posts(emulator: Emulator): number {
  return emulator.requests().filter(({ method }) => method === 'POST').length
}

function looks(emulator: Emulator): number {
  return emulator.requests().filter(({ method }) => method === 'GET').length
}
