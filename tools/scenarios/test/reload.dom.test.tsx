import { OmniImageProvider, useOmniImage as useReact } from '@omni-image/react'
import { createOmniImage, useOmniImage as useVue } from '@omni-image/vue'
import type { OmniImageClient } from '@omni-image/core'
import { StrictMode, type ReactElement } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString as renderReact } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSSRApp, defineComponent, h, type App } from 'vue'
import { renderToString as renderVue } from 'vue/server-renderer'
import { createDesk } from './desk.ts'

afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

function ReactScreen(): ReactElement {
  return <output>{useReact({ journal: true }).status}</output>
}

const reactPage = (client: OmniImageClient): ReactElement => (
  <StrictMode>
    <OmniImageProvider client={client}>
      <ReactScreen />
    </OmniImageProvider>
  </StrictMode>
)

const VueScreen = defineComponent(() => {
  const { status } = useVue({ journal: true })
  return () => h('output', status.value)
})

const vuePage = (client: OmniImageClient): App => createSSRApp(VueScreen).use(createOmniImage({ client }))

describe.each<[string, (client: OmniImageClient) => string | Promise<string>, (client: OmniImageClient) => unknown]>([
  [
    'react',
    (client) => renderReact(reactPage(client)),
    (client) => hydrateRoot(document.querySelector('main')!, reactPage(client)),
  ],
  ['vue', (client) => renderVue(vuePage(client)), (client) => vuePage(client).mount('main')],
])('%s', (_name, render, hydrate) => {
  it('a page that was rendered on a server goes on with the task from before the reload, without a complaint', async () => {
    const complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]
    const { client, reload, emulator } = createDesk({ latency: 100 })
    await client.submit({ prompt: 'a lighthouse' })
    client.close()
    const html = await render(reload())
    expect(html).toContain('idle')
    document.body.innerHTML = `<main>${html}</main>`
    hydrate(reload())
    await expect.poll(() => document.body.textContent, { timeout: 10_000 }).toBe('succeed')
    expect(emulator.ledger().tasks).toBe(1)
    for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled()
  })
})
