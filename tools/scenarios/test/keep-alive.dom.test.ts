import { createOmniImage, useOmniImage, useOmniImageTasks, type UseOmniImageResult } from '@omni-image/vue'
import { createApp, defineComponent, h, KeepAlive, nextTick, shallowRef, type Component } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { createDesk, type Desk } from './desk.ts'

afterEach(() => document.body.replaceChildren())

/** A screen inside of Vue's KeepAlive, which keeps it while another one is shown. */
async function mountInKeepAlive(desk: Desk, screen: Component): Promise<{ show: (isShown: boolean) => Promise<void> }> {
  const isShown = shallowRef(true)
  const other = defineComponent(() => () => h('p', 'elsewhere'))
  const app = createApp(() => h(KeepAlive, () => h(isShown.value ? screen : other)))
  app.use(createOmniImage({ client: desk.client })).mount(document.body.appendChild(document.createElement('div')))
  await nextTick()
  return {
    show: async (next) => {
      isShown.value = next
      await nextTick()
    },
  }
}

async function mountOne(): Promise<{
  desk: Desk
  hook: UseOmniImageResult
  show: (isShown: boolean) => Promise<void>
  successes: () => number
}> {
  const desk = createDesk({ latency: 300 })
  let hook: UseOmniImageResult | undefined
  let successes = 0
  const screen = defineComponent(() => {
    const result = useOmniImage({ onSuccess: () => successes++ })
    hook = result
    return () => h('output', result.status.value)
  })
  const { show } = await mountInKeepAlive(desk, screen)
  return { desk, hook: hook!, show, successes: () => successes }
}

const pause = (pauseMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs))

describe('a screen that Vue hides and shows again', () => {
  it('looks away while it is hidden', async () => {
    const { desk, hook, show, successes } = await mountOne()
    const end = hook.generate({ prompt: 'a lighthouse' })
    await expect.poll(() => hook.status.value).toBe('processing')
    await show(false)
    expect(await end).toMatchObject({ status: 'stopped' })
    await expect.poll(() => desk.emulator.tasks()[0]?.task_status).toBe('succeed')
    await pause(50)
    expect([document.body.textContent, successes()]).toEqual(['elsewhere', 0])
  })

  it('goes on with the task that it left, and tells its end once', async () => {
    const { desk, hook, show, successes } = await mountOne()
    void hook.generate({ prompt: 'a lighthouse' })
    await show(false)
    await show(true)
    await show(false)
    await show(true)
    await expect.poll(() => document.body.textContent).toBe('succeed')
    expect(successes()).toBe(1)
    expect(desk.emulator.ledger().tasks).toBe(1)
  })

  it('leaves alone what the user has stopped', async () => {
    const { hook, show } = await mountOne()
    void hook.generate({ prompt: 'a lighthouse' })
    hook.stop()
    await show(false)
    await show(true)
    await pause(200)
    expect(document.body.textContent).toBe('stopped')
  })

  it('shows in its list what has ended meanwhile', async () => {
    const desk = createDesk({ latency: 300 })
    let generate: (input: { prompt: string }) => Promise<{ readonly status: string }> = () => expect.fail()
    const screen = defineComponent(() => {
      const { tasks, ...list } = useOmniImageTasks()
      generate = list.generate
      return () => h('output', tasks.value.map(({ status }) => status).join())
    })
    const { show } = await mountInKeepAlive(desk, screen)
    const end = generate({ prompt: 'a lighthouse' })
    await expect.poll(() => document.body.textContent).toBe('processing')
    await show(false)
    expect(await end).toMatchObject({ status: 'stopped' })
    await expect.poll(() => desk.emulator.tasks()[0]?.task_status).toBe('succeed')
    await show(true)
    await expect.poll(() => document.body.textContent).toBe('succeed')
  })
})
