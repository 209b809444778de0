import { afterEach, describe, expect, it, vi } from 'vitest'
import { createDesk } from './desk.ts'
import { mountReact, mountStrictReact } from './mount-react.tsx'
import { mountVue } from './mount-vue.ts'

afterEach(() => document.body.replaceChildren())

describe.each([
  ['react', mountReact],
  ['react in StrictMode', mountStrictReact],
  ['vue', mountVue],
] as const)('%s', (_name, mount) => {
  it('goes from a prompt to pictures', async () => {
    const { client } = createDesk()
    const page = await mount(client)
    expect(page.shown()).toEqual({ status: 'idle', isPending: false, images: [], error: null, task_id: null })
    const last = await page.generate({ prompt: 'a lighthouse', n: 2 })
    expect(last.status).toBe('succeed')
    await expect.poll(() => page.shown()).toMatchObject({ status: 'succeed', isPending: false, task_id: last.task_id })
    expect(page.shown().images).toEqual(last.images.map(({ url }) => url))
    expect(last.images).toHaveLength(2)
  })

  it('renders once for each visible change, however often it looks', async () => {
    const { client, emulator } = createDesk({ latency: 150 })
    const page = await mount(client)
    const mounts = page.renders.length
    await page.generate({ prompt: 'a lighthouse' })
    await expect.poll(() => page.shown().status).toBe('succeed')
    const rendered = page.renders.slice(mounts)
    expect(new Set(rendered).size).toBe(rendered.length)
    expect(rendered.filter((status) => status === 'processing' || status === 'succeed')).toEqual([
      'processing',
      'succeed',
    ])
    expect(emulator.requests().length).toBeGreaterThan(rendered.length)
  })

  it('shows why a task failed', async () => {
    const { client } = createDesk()
    const page = await mount(client)
    const last = await page.generate({ prompt: 'an unfinishable picture' })
    expect(last.error).toMatchObject({ code: 'task-failed', task_id: last.task_id })
    await expect.poll(() => page.shown()).toMatchObject({ status: 'failed', error: 'task-failed', images: [] })
  })

  it('shows what is wrong with an input and sends nothing', async () => {
    const { client, emulator } = createDesk()
    const page = await mount(client)
    const last = await page.generate({ prompt: 'a lighthouse', n: 10 })
    expect(last.error?.message).toContain('n must be at most 9')
    await expect.poll(() => page.shown()).toMatchObject({ status: 'failed', error: 'invalid-input' })
    expect(emulator.requests()).toEqual([])
  })

  it('a stop during the submit keeps the paid task, and resume shows its pictures', async () => {
    const { client, emulator, hold, letThrough } = createDesk()
    const page = await mount(client)
    hold()
    const end = page.generate({ prompt: 'a lighthouse' })
    page.stop()
    expect((await end).status).toBe('stopped')
    letThrough()
    await expect.poll(() => page.snapshot()).toMatchObject({ status: 'stopped', task_id: emulator.tasks()[0]?.task_id })
    expect((await page.resume()).status).toBe('succeed')
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('leaving the page during the submit lets it finish, and asks no more', async () => {
    const { client, emulator, hold, letThrough } = createDesk()
    const page = await mount(client)
    hold()
    const end = page.generate({ prompt: 'a lighthouse' })
    page.unmount()
    expect((await end).status).toBe('stopped')
    letThrough()
    await expect.poll(() => emulator.ledger().tasks).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(emulator.requests().filter(({ method }) => method === 'GET')).toEqual([])
  })

  it('of two tasks the newest is shown, and the older resolves its own call', async () => {
    const { client, emulator } = createDesk()
    const page = await mount(client)
    const older = page.generate({ prompt: 'a lighthouse' })
    const newer = page.generate({ prompt: 'a windmill' })
    const [first, second] = await Promise.all([older, newer])
    expect([first.status, second.status]).toEqual(['succeed', 'succeed'])
    expect(first.task_id).not.toBe(second.task_id)
    await expect.poll(() => page.shown().task_id).toBe(second.task_id)
    expect(emulator.ledger().tasks).toBe(2)
  })

  it('another client starts from idle, and the task of the first one goes on unseen', async () => {
    const first = createDesk()
    const second = createDesk({ seed: 2 })
    const page = await mount(first.client)
    first.hold()
    const end = page.generate({ prompt: 'a lighthouse' })
    await page.useClient(second.client)
    expect((await end).status).toBe('stopped')
    expect(page.shown().status).toBe('idle')
    first.letThrough()
    await expect.poll(() => first.emulator.ledger().tasks).toBe(1)
    expect((await page.generate({ prompt: 'a windmill' })).status).toBe('succeed')
    expect(second.emulator.ledger().tasks).toBe(1)
  })

  it('reset clears the screen', async () => {
    const { client } = createDesk()
    const page = await mount(client)
    await page.generate({ prompt: 'a lighthouse' })
    page.reset()
    await expect.poll(() => page.shown()).toMatchObject({ status: 'idle', images: [], task_id: null })
  })

  it('tells each end once, to the callbacks of the last render', async () => {
    const { client } = createDesk()
    const early = { onSuccess: vi.fn(), onError: vi.fn() }
    const late = { onSuccess: vi.fn(), onError: vi.fn() }
    const page = await mount(client, early)
    await page.useCallbacks(late)
    const made = await page.generate({ prompt: 'a lighthouse' })
    const failed = await page.generate({ prompt: 'a lighthouse', n: 0 })
    expect(late.onSuccess.mock.calls).toEqual([[made]])
    expect(late.onError.mock.calls).toEqual([[failed.error, failed]])
    expect(early.onSuccess).not.toHaveBeenCalled()
  })

  it('gives functions that stay the same and work unbound', async () => {
    const { client } = createDesk()
    const page = await mount(client)
    const before = page.functions()
    const [generate] = before
    expect((await generate({ prompt: 'a lighthouse' })).status).toBe('succeed')
    await expect.poll(() => page.shown().status).toBe('succeed')
    page.functions().forEach((same, index) => expect(same).toBe(before[index]))
  })
})
