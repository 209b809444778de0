import { omniImageFields, type Field } from '@omni-image/core/wire'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standingClock } from './standing-clock.ts'
import { createDesk, executablePath, frameworks, type Desk, type Framework } from './open-page.ts'

const mounts = { react: 'react/mount.tsx', vue: 'vue/mount.ts' } as const

describe.skipIf(executablePath === undefined)('React and Vue', { timeout: 60_000 }, () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await createDesk()
  }, 60_000)
  afterAll(() => desk.close())

  /** What a screen reader finds; ids and the page's choice of code are no difference. */
  async function outline(page: Page): Promise<string> {
    await page.getByRole('radio', { name: 'curl' }).check()
    return (await page.locator('main').ariaSnapshot()).replaceAll(/\/url: .*/g, '/url: …').replaceAll('\\"', '"')
  }

  const both = async (story: (framework: Framework) => Promise<string>): Promise<string[]> => [
    await story('react'),
    await story('vue'),
  ]

  it('say the same before, while something is wrong, and after', async () => {
    const [react, vue] = await both(async (framework) => {
      const { page } = await desk.open(framework)
      const outlines = [await outline(page)]
      await page.getByText('More options').click()
      await page.getByRole('button', { name: 'Generate' }).click()
      await page.getByRole('alert').getByText('Almost there').waitFor()
      outlines.push(await outline(page))
      await page.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse')
      await page.getByRole('switch', { name: 'Watermark' }).check()
      await page.getByRole('button', { name: 'Generate' }).click()
      await page.getByText('Done: 1 picture.').waitFor()
      return [...outlines, await outline(page)].join('\n---\n')
    })
    expect(react).toBe(vue)
    expect(react).toContain('img "1 of 1: a lighthouse"')
  })

  it('draw a field that the spec gets tomorrow', async () => {
    const tomorrow: readonly Field[] = [
      ...omniImageFields,
      { key: 'fidelity', label: 'Fidelity', kind: 'number', min: 0, max: 1 },
      { key: 'mood', label: 'Mood', kind: 'choice', options: ['calm', 'loud'], default: 'calm' },
      { key: 'mask', label: 'Mask', kind: 'image' },
      { key: 'tags', label: 'Tags', kind: 'list' },
      {
        key: 'regions',
        label: 'Regions',
        kind: 'list',
        fields: [
          { key: 'name', label: 'Region name', kind: 'text', required: true },
          { key: 'weight', label: 'Weight', kind: 'integer', min: 1, max: 5, default: 1 },
        ],
      },
    ]
    const [react, vue] = await both(async (framework) => {
      const { page } = await desk.open(framework)
      // As text, because the test runner rewrites an import() that it can see.
      await page.evaluate(`(async () => {
        const paths = ['/src/shared/create-form.ts', '/@id/@omni-image/core', '/src/${mounts[framework]}']
        const [{ createForm }, { createOmniImageClient }, { mount }] = await Promise.all(paths.map((path) => import(path)))
        const root = document.querySelector('main')
        root.replaceChildren()
        mount(root, { form: createForm(${JSON.stringify(tomorrow)}), client: createOmniImageClient() })
      })()`)
      await page.getByText('More options').click()
      await page.getByRole('group', { name: 'Regions' }).getByRole('button', { name: 'Add' }).click()
      await page.getByRole('textbox', { name: 'Region name' }).fill('sky')
      await page.getByRole('radio', { name: 'loud' }).check()
      await page.getByRole('spinbutton', { name: 'Fidelity' }).fill('0.5')
      await page.getByRole('textbox', { name: 'Tags' }).fill('sea, light')
      await page.getByRole('textbox', { name: 'Tags' }).press('Enter')
      return outline(page)
    })
    expect(react).toBe(vue)
    expect(react).toContain('"tags": [ "sea", "light" ]')
    expect(react).toContain('"regions": [ { "name": "sky" } ]')
    expect(react).toContain('"mood": "loud"')
    expect(react).toContain('"fidelity": 0.5')
    expect(react).toContain('Choose files: Mask')
  })

  it('share one form, and a task goes on behind the other', async () => {
    const clock = standingClock()
    const { page, complaints } = await desk.open('react', { clock })
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse')
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByRole('radio', { name: 'Vue' }).first().check()
    await page.getByText('Ready when you are.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('a lighthouse')
    clock.advance(1000)
    await page.getByRole('radio', { name: 'React' }).first().check()
    await page.getByText('Done: 1 picture.').waitFor()
    expect(complaints).toEqual([])
  })

  it.each(frameworks)('%s: while a task waits nothing but the bar moves', async (framework) => {
    const { page } = await desk.open(framework, { clock: standingClock() })
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse')
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByText('Accepted. Waiting for its turn…').waitFor()
    const seen = await page.evaluate(async () => {
      const changed = new Set<string>()
      const observer = new MutationObserver((records) => {
        for (const { target, attributeName } of records) {
          changed.add(`${(target as Element).localName} ${attributeName ?? 'children'}`)
        }
      })
      observer.observe(document.querySelector('main')!, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
      await new Promise((resolve) => setTimeout(resolve, 600))
      return [...changed].toSorted()
    })
    expect(seen).toEqual(['progress value'])
  })
})
