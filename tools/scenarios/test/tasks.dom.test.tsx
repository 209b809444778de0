import { createTaskList } from '@omni-image/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createDesk } from './desk.ts'
import { mountReactTasks, mountStrictReactTasks } from './mount-react-tasks.tsx'
import { mountVueTasks } from './mount-vue-tasks.ts'

afterEach(() => document.body.replaceChildren())

/** An API whose tasks go on when they are told to. */
function createStillDesk() {
  let now = Date.now()
  const desk = createDesk({ latency: 1_000, clock: { now: () => now } })
  return { ...desk, goOn: (forMs: number) => void (now += forMs) }
}

const pass = (pauseMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs))

describe.each([
  ['react', mountReactTasks],
  ['react in StrictMode', mountStrictReactTasks],
  ['vue', mountVueTasks],
] as const)('%s', (_name, mount) => {
  it('shows each task at once, newest first, and its pictures in the end', async () => {
    const { client, emulator } = createDesk()
    const page = await mount(client)
    expect(page.shown()).toEqual([])
    const ends = [page.generate({ prompt: 'a lighthouse', n: 2 }), page.generate({ prompt: 'a windmill' })]
    await expect.poll(page.shown).toEqual(['a windmill: submitting', 'a lighthouse: submitting'])
    const [lighthouse, windmill] = await Promise.all(ends)
    await expect.poll(page.shown).toEqual(['a windmill: succeed, 1', 'a lighthouse: succeed, 2'])
    expect(page.tasks().map(({ snapshot }) => snapshot)).toEqual([windmill, lighthouse])
    expect(emulator.ledger().tasks).toBe(2)
  })

  it('a hundred at once render no more often than something visible changes, however often it looks', async () => {
    const { client, emulator } = createDesk({ latency: 150 })
    const page = await mount(client)
    const mounts = page.renders.length
    const onChange = vi.fn<() => void>()
    createTaskList({ client }).subscribe(onChange)
    const prompts = Array.from({ length: 100 }, (_, index) => `picture ${index}`)
    await Promise.all(prompts.map((prompt) => page.generate({ prompt })))
    await expect.poll(() => new Set(page.tasks().map(({ status }) => status))).toEqual(new Set(['succeed']))
    const rendered = page.renders.slice(mounts)
    expect(rendered.length).toBeLessThanOrEqual(onChange.mock.calls.length)
    expect(new Set(rendered).size).toBe(rendered.length)
    expect(onChange.mock.calls.length).toBeLessThanOrEqual(100 * 5)
    expect(emulator.requests().filter(({ method }) => method === 'GET').length).toBeGreaterThan(0)
  })

  it('looks that bring nothing render nothing', async () => {
    const { client, emulator } = createStillDesk()
    const page = await mount(client)
    void page.generate({ prompt: 'a lighthouse' })
    await expect.poll(page.shown).toEqual(['a lighthouse: submitted'])
    const { length } = page.renders
    const looks = emulator.requests().length
    await expect.poll(() => emulator.requests().length).toBeGreaterThan(looks + 10)
    expect(page.renders).toHaveLength(length)
  })

  it('shows why one failed while the other succeeds', async () => {
    const { client } = createDesk()
    const page = await mount(client)
    await Promise.all([
      page.generate({ prompt: 'a lighthouse' }),
      page.generate({ prompt: 'an unfinishable picture' }),
      page.generate({ prompt: 'too many', n: 10 }),
    ])
    await expect
      .poll(page.shown)
      .toEqual([
        'too many: failed, invalid-input',
        'an unfinishable picture: failed, task-failed',
        'a lighthouse: succeed, 1',
      ])
  })

  it('after a reload has what was over with no request, goes on with what was not, and nothing is paid twice', async () => {
    const { client, reload, emulator, goOn } = createStillDesk()
    const page = await mount(client)
    const lighthouse = page.generate({ prompt: 'a lighthouse' })
    await expect.poll(page.shown).toEqual(['a lighthouse: submitted'])
    goOn(1_000)
    const { task_id } = await lighthouse
    void page.generate({ prompt: 'a windmill' })
    await expect.poll(page.shown).toEqual(['a windmill: submitted', 'a lighthouse: succeed, 1'])
    page.unmount()
    client.close()
    const before = emulator.requests().length

    const again = await mount(reload())
    await expect.poll(again.shown).toEqual(['a windmill: submitted', 'a lighthouse: succeed, 1'])
    goOn(1_000)
    await expect.poll(again.shown).toEqual(['a windmill: succeed, 1', 'a lighthouse: succeed, 1'])
    const requests = emulator.requests().slice(before)
    expect(requests.filter(({ method, path }) => method === 'POST' || path.includes(task_id!))).toEqual([])
    expect(emulator.ledger().tasks).toBe(2)
  })

  it('what was removed or cleared is gone, after a reload as well; what runs stays', async () => {
    const { client, reload, goOn } = createStillDesk()
    const page = await mount(client)
    const ends = ['one', 'two', 'three'].map((prompt) => page.generate({ prompt }))
    await expect.poll(page.shown).toEqual(['three: submitted', 'two: submitted', 'one: submitted'])
    goOn(1_000)
    await Promise.all(ends)
    void page.generate({ prompt: 'four' })
    page.remove(page.tasks().find(({ prompt }) => prompt === 'two')!.key)
    await expect.poll(() => page.tasks().map(({ prompt }) => prompt)).toEqual(['four', 'three', 'one'])
    page.clear()
    await expect.poll(() => page.tasks().map(({ prompt }) => prompt)).toEqual(['four'])
    await expect.poll(page.shown).toEqual(['four: submitted'])
    page.unmount()
    const again = await mount(reload())
    await expect.poll(again.shown).toEqual(['four: submitted'])
  })

  it('stop looks away from one, and resume brings its pictures', async () => {
    const { client, emulator, goOn } = createStillDesk()
    const page = await mount(client)
    const stopped = page.generate({ prompt: 'a lighthouse' })
    await expect.poll(page.shown).toEqual(['a lighthouse: submitted'])
    const { key } = page.tasks()[0]!
    page.stop(key)
    expect((await stopped).status).toBe('stopped')
    await expect.poll(page.shown).toEqual(['a lighthouse: stopped'])
    goOn(1_000)
    expect((await page.resume(key)).status).toBe('succeed')
    await expect.poll(page.shown).toEqual(['a lighthouse: succeed, 1'])
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('leaving the page looks away, and coming back looks again', async () => {
    const { client, emulator, goOn } = createStillDesk()
    const page = await mount(client)
    const end = page.generate({ prompt: 'a lighthouse' })
    await expect.poll(page.shown).toEqual(['a lighthouse: submitted'])
    page.unmount()
    expect((await end).status).toBe('stopped')
    const looks = emulator.requests().length
    goOn(1_000)
    await pass(100)
    expect(emulator.requests()).toHaveLength(looks)
    const again = await mount(client)
    await expect.poll(again.shown).toEqual(['a lighthouse: succeed, 1'])
  })

  it('two screens of one client show the same', async () => {
    const { client } = createDesk()
    const [one, other] = [await mount(client), await mount(client)]
    await one.generate({ prompt: 'a lighthouse' })
    await expect.poll(other.shown).toEqual(['a lighthouse: succeed, 1'])
    expect(other.tasks()).toBe(one.tasks())
  })

  it('another client has tasks of its own', async () => {
    const first = createDesk()
    const second = createDesk({ seed: 2 })
    const page = await mount(first.client)
    await page.generate({ prompt: 'a lighthouse' })
    await page.useClient(second.client)
    await expect.poll(page.shown).toEqual([])
    await page.generate({ prompt: 'a windmill' })
    await expect.poll(page.shown).toEqual(['a windmill: succeed, 1'])
    await page.useClient(first.client)
    await expect.poll(page.shown).toEqual(['a lighthouse: succeed, 1'])
  })

  it('tells each end once, to the callbacks of the last render', async () => {
    const { client } = createDesk()
    const early = { onSuccess: vi.fn(), onError: vi.fn() }
    const late = { onSuccess: vi.fn(), onError: vi.fn() }
    const page = await mount(client, early)
    await page.useCallbacks(late)
    const made = await page.generate({ prompt: 'a lighthouse' })
    const failed = await page.generate({ prompt: 'a lighthouse', n: 0 })
    await expect.poll(() => page.tasks().map(({ snapshot }) => snapshot)).toEqual([failed, made])
    const [failedItem, madeItem] = page.tasks()
    expect(late.onSuccess.mock.calls).toEqual([[madeItem]])
    expect(late.onError.mock.calls).toEqual([[failed.error, failedItem]])
    expect(early.onSuccess).not.toHaveBeenCalled()
  })

  it('gives functions that stay the same and work unbound', async () => {
    const { client } = createDesk()
    const page = await mount(client)
    const { generate, stop, resume, remove, clear } = page.functions()
    expect((await generate({ prompt: 'a lighthouse' })).status).toBe('succeed')
    await expect.poll(page.shown).toEqual(['a lighthouse: succeed, 1'])
    expect(page.functions()).toMatchObject({ generate, stop, resume, remove, clear })
    clear()
    await expect.poll(page.shown).toEqual([])
  })
})
