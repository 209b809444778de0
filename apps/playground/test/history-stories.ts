import { expect, it, onTestFinished } from 'vitest'
import type { Framework } from './create-desk.ts'
import type { SharedDesk } from './share-desk.ts'

/** What was started before is on the page, also after a reload. */
export function tellHistoryStories(desk: SharedDesk, framework: Framework): void {
  it('a task goes on after a reload, its picture appears, and it is paid once', async () => {
    const { page, generate, passTime, emulator, complaints } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse')
    await page.getByRole('radio', { name: '16:9', exact: true }).check()
    await generate()
    await page.reload()
    await page.getByText('Accepted. Waiting for its turn…').waitFor()
    passTime()
    const picture = page.getByRole('img', { name: '1 of 1: a lighthouse' })
    await picture.waitFor()
    expect(await picture.getAttribute('height')).toBe('576')
    expect(emulator.ledger().tasks).toBe(1)
    expect(complaints).toEqual([])
  })

  it('the history survives a reload without a request, and what is removed or cleared is gone for good', async () => {
    const { page, generate, passTime, emulator } = await desk.open(framework)
    for (const prompt of ['a lighthouse', 'a windmill', 'a harbour', 'a bridge']) {
      await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
      await generate()
      passTime()
      await page.getByText('Done: 1 picture.').waitFor()
    }
    const cards = page.getByRole('region', { name: 'History' }).getByRole('listitem')
    const subjects = (): Promise<string[]> => cards.locator('.card-subject').allInnerTexts()
    expect(await subjects()).toEqual(['a harbour', 'a windmill', 'a lighthouse'])
    const calls = (): number => emulator.requests().filter(({ operation }) => operation !== 'file').length
    const before = calls()
    await page.reload()
    await cards.nth(3).waitFor()
    expect(await subjects()).toEqual(['a bridge', 'a harbour', 'a windmill', 'a lighthouse'])
    const picture = cards.first().getByRole('link', { name: 'Open picture 1 of a bridge' }).locator('img')
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 20_000 })
      .toBe(1024)
    expect(calls()).toBe(before)

    await page.getByRole('button', { name: 'Remove a windmill from the history' }).click()
    expect(await subjects()).toEqual(['a bridge', 'a harbour', 'a lighthouse'])
    await page.reload()
    await cards.nth(2).waitFor()
    expect(await subjects()).toEqual(['a bridge', 'a harbour', 'a lighthouse'])
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.reload()
    await page.getByText('Ready when you are.').waitFor()
    expect(await cards.count()).toBe(0)
  })

  it('a request that got no answer can be looked for again from the history, and is paid once', async () => {
    const { page, generate, passTime, emulator } = await desk.open(framework)
    let isLost = true
    onTestFinished(() => page.unrouteAll({ behavior: 'ignoreErrors' }))
    await page.route('**/images/omni-image**', async (route) => {
      const isCreate = route.request().method() === 'POST'
      if (!isLost) return route.continue()
      if (isCreate) await route.fetch() // the answer gets lost
      await route.abort('connectionreset')
    })
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse')
    await page.getByRole('button', { name: 'Generate' }).click()
    await expect
      .poll(
        async () => {
          await page.clock.runFor(5_000)
          return page.getByRole('alert').innerText()
        },
        { timeout: 20_000 },
      )
      .toContain('Nobody knows whether the task was created')
    isLost = false

    await page.getByRole('textbox', { name: 'Prompt' }).fill('a windmill')
    await generate()
    passTime()
    await page.getByText('Done: 1 picture.').waitFor()
    const card = page.getByRole('region', { name: 'History' }).getByRole('listitem')
    await card.getByText('Nobody knows whether the task was created').waitFor()
    await card.getByRole('button', { name: 'Look again for a lighthouse' }).click()
    await card.getByRole('link', { name: 'Open picture 1 of a lighthouse' }).waitFor()
    expect(emulator.ledger().tasks).toBe(2)
  })
}
