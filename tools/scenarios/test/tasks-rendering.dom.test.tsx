import { useOmniImageTasks as useReact } from '@omni-image/react'
import { useOmniImageTasks as useVue } from '@omni-image/vue'
import { Activity, StrictMode, Suspense, type ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToString as renderReact } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, createSSRApp, defineComponent, effectScope, h, KeepAlive, nextTick, shallowRef } from 'vue'
import { renderToString as renderVue } from 'vue/server-renderer'
import { createDesk, type Desk } from './desk.ts'

let desk: Desk
/** Of a page whose journal holds one finished task. */
let client: Desk['client']

beforeEach(async () => {
  desk = createDesk()
  await desk.client.generate({ prompt: 'a lighthouse' })
  client = desk.reload()
})

afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

function ReactScreen(): ReactElement {
  const { tasks, generate } = useReact({ client })
  const statuses = tasks.map(({ status }) => status).join()
  return <button onClick={() => void generate({ prompt: 'a windmill' })}>{`${tasks.length} ${statuses}`}</button>
}

const VueScreen = defineComponent(() => {
  const { tasks, generate } = useVue({ client })
  const words = (): string => `${tasks.value.length} ${tasks.value.map(({ status }) => status).join()}`
  return () => h('button', { onClick: () => void generate({ prompt: 'a windmill' }) }, words())
})

it('React renders an empty list on the server, asks nothing, and the page takes over without a complaint', async () => {
  const complaints = vi.spyOn(console, 'error')
  const before = desk.emulator.requests().length
  const screen = (
    <StrictMode>
      <Suspense>
        <ReactScreen />
      </Suspense>
    </StrictMode>
  )
  const html = renderReact(screen)
  expect(html).toContain('0 ')
  document.body.innerHTML = `<main>${html}</main>`
  const root = hydrateRoot(document.querySelector('main')!, screen)
  await expect.poll(() => document.body.textContent, { timeout: 10_000 }).toBe('1 succeed')
  expect(desk.emulator.requests()).toHaveLength(before)
  document.querySelector('button')!.click()
  await expect.poll(() => document.body.textContent).toBe('2 succeed,succeed')
  expect(complaints).not.toHaveBeenCalled()
  root.unmount()
})

it('Vue renders an empty list on the server, asks nothing, and the page takes over without a complaint', async () => {
  const complaints = vi.spyOn(console, 'warn')
  const before = desk.emulator.requests().length
  const html = await renderVue(createSSRApp(VueScreen))
  expect(html).toContain('0 ')
  document.body.innerHTML = `<main>${html}</main>`
  const app = createSSRApp(VueScreen)
  app.mount('main')
  await expect.poll(() => document.body.textContent, { timeout: 10_000 }).toBe('1 succeed')
  expect(desk.emulator.requests()).toHaveLength(before)
  document.querySelector('button')!.click()
  await expect.poll(() => document.body.textContent).toBe('2 succeed,succeed')
  expect(complaints).not.toHaveBeenCalled()
  app.unmount()
})

it('a React screen that is hidden and shown again goes on', async () => {
  const root = createRoot(document.body.appendChild(document.createElement('main')))
  const show = async (mode: 'visible' | 'hidden'): Promise<void> => {
    flushSync(() => root.render(<Activity mode={mode}><ReactScreen /></Activity>)) // prettier-ignore
    await new Promise((resolve) => setTimeout(resolve)) // effects run after the paint
  }
  await show('visible')
  document.querySelector('button')!.click()
  await show('hidden')
  await show('visible')
  await expect.poll(() => document.body.textContent).toBe('2 succeed,succeed')
  root.unmount()
})

it('a Vue screen that is kept alive out of sight has its pictures when it comes back', async () => {
  const isShown = shallowRef(true)
  const app = createApp(defineComponent(() => () => h(KeepAlive, () => (isShown.value ? h(VueScreen) : undefined))))
  app.mount(document.body.appendChild(document.createElement('main')))
  document.querySelector('button')!.click()
  isShown.value = false
  await nextTick()
  expect(document.querySelector('button')).toBeNull()
  await expect.poll(() => desk.emulator.tasks().map(({ task_status }) => task_status)).toEqual(['succeed', 'succeed'])
  isShown.value = true
  await expect.poll(() => document.body.textContent).toBe('2 succeed,succeed')
  app.unmount()
})

it('works in a Vue store, outside of components, until its scope ends', async () => {
  const scope = effectScope()
  const { tasks, generate } = scope.run(() => useVue({ client }))!
  expect(tasks.value.map(({ prompt }) => prompt)).toEqual(['a lighthouse'])
  const end = generate({ prompt: 'a windmill' })
  expect(tasks.value).toHaveLength(2)
  scope.stop()
  expect((await end).status).toBe('stopped')
})
