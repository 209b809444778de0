import { useOmniImage as useReact } from '@omni-image/react'
import { useOmniImage as useVue } from '@omni-image/vue'
import { StrictMode, Suspense, type ReactElement } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString as renderReact } from 'react-dom/server'
import { afterEach, expect, it, vi } from 'vitest'
import { createApp, createSSRApp, defineComponent, h, KeepAlive, nextTick, shallowRef } from 'vue'
import { renderToString as renderVue } from 'vue/server-renderer'
import { createDesk } from './desk.ts'

afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

function ReactScreen(): ReactElement {
  const { status, generate } = useReact({ client })
  return <button onClick={() => void generate({ prompt: 'a lighthouse' })}>{status}</button>
}

const VueScreen = defineComponent(() => {
  const { status, generate } = useVue({ client })
  return () => h('button', { onClick: () => void generate({ prompt: 'a lighthouse' }) }, status.value)
})

const { client, emulator } = createDesk()

it('React renders idle on the server, asks nothing, and the page takes over without a complaint', async () => {
  const complaints = vi.spyOn(console, 'error')
  const screen = (
    <StrictMode>
      <Suspense>
        <ReactScreen />
      </Suspense>
    </StrictMode>
  )
  const html = renderReact(screen)
  expect(html).toContain('idle')
  expect(emulator.requests()).toEqual([])
  document.body.innerHTML = `<main>${html}</main>`
  const root = hydrateRoot(document.querySelector('main')!, screen)
  await new Promise((resolve) => setTimeout(resolve, 20))
  document.querySelector('button')!.click()
  await expect.poll(() => document.body.textContent).toBe('succeed')
  expect(complaints).not.toHaveBeenCalled()
  root.unmount()
})

it('Vue renders idle on the server, asks nothing, and the page takes over without a complaint', async () => {
  const complaints = vi.spyOn(console, 'warn')
  const before = emulator.requests().length
  const html = await renderVue(createSSRApp(VueScreen))
  expect(html).toContain('idle')
  expect(emulator.requests()).toHaveLength(before)
  document.body.innerHTML = `<main>${html}</main>`
  const app = createSSRApp(VueScreen)
  app.mount('main')
  document.querySelector('button')!.click()
  await expect.poll(() => document.body.textContent).toBe('succeed')
  expect(complaints).not.toHaveBeenCalled()
  app.unmount()
})

it('a Vue screen that is kept alive out of sight has its pictures when it comes back', async () => {
  const isShown = shallowRef(true)
  const host = document.body.appendChild(document.createElement('main'))
  const app = createApp(defineComponent(() => () => h(KeepAlive, () => (isShown.value ? h(VueScreen) : undefined))))
  app.mount(host)
  document.querySelector('button')!.click()
  isShown.value = false
  await nextTick()
  expect(document.querySelector('button')).toBeNull()
  await expect.poll(() => emulator.tasks().every(({ task_status }) => task_status === 'succeed')).toBe(true)
  isShown.value = true
  await expect.poll(() => document.body.textContent).toBe('succeed')
  app.unmount()
})
