import { omniImageFields, type Field } from '@omni-image/core/wire'
import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { executablePath, type Framework } from './create-desk.ts'
import { outline } from './outline.ts'
import { shareDesk } from './share-desk.ts'

const desk = shareDesk('source')
const mounts = { react: 'react/mount.tsx', vue: 'vue/mount.ts' } as const

describe.skipIf(executablePath === undefined)('the page as npm start serves it', { timeout: 60_000 }, () => {
  it('draws a field that the spec gets tomorrow, in React as in Vue', async () => {
    const { page } = await desk.open('react')
    const [react, vue] = [await drawTomorrow(page, 'react'), await drawTomorrow(page, 'vue')]
    expect(react).toBe(vue)
    expect(react).toContain('"tags": [ "sea", "light" ]')
    expect(react).toContain('"regions": [ { "name": "sky" } ]')
    expect(react).toContain('"mood": "loud"')
    expect(react).toContain('"fidelity": 0.5')
    expect(react).toContain('Choose files: Mask')
  })

  it('fixes pictures in a worker', async () => {
    const { page, complaints } = await desk.open('react')
    const worker = page.waitForEvent('worker')
    await page.getByLabel('Choose files').setInputFiles(desk.files.webpPath)
    await page.getByRole('button', { name: 'Fix shot.png' }).click()
    await page.locator('.thumb').getByText('Fixed: converted webp → jpeg').waitFor()
    expect((await worker).url()).toContain('fit-worker')
    expect(complaints).toEqual([])
  })
})

async function drawTomorrow(page: Page, framework: Framework): Promise<string> {
  // As text, because the test runner rewrites an import() that it can see.
  await page.evaluate(`(async () => {
    const paths = ['/src/shared/create-form.ts', '/@id/@omni-image/core', '/src/${mounts[framework]}']
    const [{ createForm }, { createOmniImageClient }, { mount }] = await Promise.all(paths.map((path) => import(path)))
    const root = document.createElement('div')
    document.querySelector('main').replaceChildren(root)
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
}

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
