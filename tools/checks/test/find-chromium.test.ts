import { chromium } from 'playwright'
import { expect, it } from 'vitest'
import { chromiumArgs, findChromium } from '../src/find-chromium.ts'

const executablePath = await findChromium()

it.skipIf(executablePath === undefined)('the Chromium that is found opens a page', async () => {
  const browser = await chromium.launch({ executablePath: executablePath as string, args: [...chromiumArgs] })
  const page = await browser.newPage()
  await page.setContent('<h1>a lighthouse</h1>')
  expect(await page.textContent('h1')).toBe('a lighthouse')
  await browser.close()
})
