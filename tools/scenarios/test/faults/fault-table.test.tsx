import './page-globals.ts'
import { describe, expect, it, vi } from 'vitest'
import { mountReact } from '../mount-react.tsx'
import { mountVue } from '../mount-vue.ts'
import type { Mount } from '../page.ts'
import { faultRows } from './fault-rows.ts'
import { playRow, type Click } from './play-row.ts'

// Each row waits for real seconds, most of them for a task that may still turn up, so all of them wait together.
vi.setConfig({ maxConcurrency: 1000, testTimeout: 120_000 })

const byCore: Click = (client, input) =>
  client.generate(input).then(
    ({ images }) => ({ images, error: undefined }),
    (error) => ({ images: [], error }),
  )

/** What the hook resolves with, once the page shows the same. */
const onPage =
  (mount: Mount): Click =>
  async (client, input) => {
    const page = await mount(client)
    const { images, error, status } = await page.generate(input)
    await vi.waitFor(() => expect(page.shown()).toMatchObject({ status, error: error?.code ?? null }))
    page.unmount()
    return { images, error }
  }

describe.concurrent.each([
  ['core', byCore],
  ['react', onPage(mountReact)],
  ['vue', onPage(mountVue)],
] as const)('%s', (_name, click) => {
  describe.concurrent.each(faultRows)('$name', (row) => {
    it.each(['either-id', 'task-id'] as const)('one click, where tasks are found by %s', async (lookUpBy) => {
      const ending = (lookUpBy === 'task-id' && row.endingByTaskId) || row.ending
      const saysNotCreated = (row.billed === 0 || row.isIdTaken === true) && ending !== 'submit-uncertain'
      const expected = { billed: row.billed, ending, tellsId: true, saysNotCreated }
      expect(await playRow(row, lookUpBy, click)).toEqual(expected)
    })
  })
})
