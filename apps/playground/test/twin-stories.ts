import { expect, it } from 'vitest'
import { frameworks } from './create-desk.ts'
import { outline } from './outline.ts'
import type { SharedDesk } from './share-desk.ts'

/** React and Vue do the same, and share what stands in the form. */
export function tellTwinStories(desk: SharedDesk): void {
  it('say the same before, while something is wrong, and after', async () => {
    const outlines = []
    for (const framework of frameworks) {
      const { page, generate, passTime } = await desk.open(framework)
      const before = await outline(page)
      await page.getByText('More options').click()
      await page.getByRole('textbox', { name: 'Prompt' }).fill('<<image_1>> on <<<image_4>>>')
      await page
        .getByLabel('Choose files')
        .setInputFiles([desk.files.jpegPath, desk.files.tinyPath, desk.files.webpPath])
      await page.getByRole('button', { name: 'Fix tiny.png' }).click()
      await page.locator('.thumb').getByText('Could not be fixed.').waitFor()
      await page.getByRole('button', { name: 'Generate' }).click()
      await page.getByRole('alert').getByText('Almost there').waitFor()
      const wrong = await outline(page)
      await page.getByRole('button', { name: 'Remove tiny.png' }).click()
      await page.getByRole('button', { name: 'Remove shot.png' }).click()
      await page.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse')
      await page.getByRole('switch', { name: 'Watermark' }).check()
      await generate()
      passTime()
      await page.getByText('Done: 1 picture.').waitFor()
      outlines.push([before, wrong, await outline(page)].join('\n---\n'))
    }
    const [react, vue] = outlines
    expect(react).toBe(vue)
    expect(react).toContain('img "1 of 1: a lighthouse"')
  })

  it('share one form and the tasks: one that React began is on the stage of Vue as well', async () => {
    const { page, generate, passTime, emulator, complaints } = await desk.open('react')
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse')
    await generate()
    await page.getByRole('radio', { name: 'Vue' }).first().check()
    await page.getByText('Accepted. Waiting for its turn…').locator('visible=true').waitFor()
    expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('a lighthouse')
    passTime()
    await page.getByText('Done: 1 picture.').locator('visible=true').waitFor()
    await page.getByRole('radio', { name: 'React' }).first().check()
    await page.getByText('Done: 1 picture.').locator('visible=true').waitFor()
    expect(emulator.ledger().tasks).toBe(1)
    expect(complaints).toEqual([])
  })

  it.each(frameworks)('%s: while a task waits nothing but the bar moves', async (framework) => {
    const { page, generate } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse')
    await generate()
    const changes = await page.evaluateHandle(() => {
      const seen = new Set<string>()
      new MutationObserver((records) => {
        for (const { target, attributeName } of records) {
          seen.add(`${(target as Element).localName} ${attributeName ?? 'children'}`)
        }
      }).observe(document.querySelector('main')!, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
      return seen
    })
    await page.clock.runFor(600)
    expect(await changes.evaluate((seen) => [...seen])).toEqual(['progress value'])
  })
}
