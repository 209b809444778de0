import sharp from 'sharp'
import type { Locator, Page } from 'playwright'
import { expect, it } from 'vitest'
import type { Framework } from './create-desk.ts'
import type { SharedDesk } from './share-desk.ts'

const thumbnail = (page: Page, name: string): Locator => page.locator('.thumb').filter({ hasText: name })

/** What the page says of pictures and placeholders before anything is sent. */
export function tellReferenceStories(desk: SharedDesk, framework: Framework): void {
  const pick = (page: Page, ...paths: string[]): Promise<void> => page.getByLabel('Choose files').setInputFiles(paths)

  it('says what is wrong with a picture before anything is sent', async () => {
    const { page, emulator } = await desk.open(framework)
    await pick(page, desk.files.narrowPath, desk.files.webpPath, desk.files.heavyPath, desk.files.jpegPath)
    const found = [
      ['narrow.png', 'PNG · 299 × 400', 'The shorter side has 299 pixels; at least 300 are needed.'],
      ['shot.png', 'WebP · 400 × 300', 'This is a WebP file. Take a JPEG or PNG.'],
      ['heavy.jpg', 'JPEG · 1200 × 800 · 11 MB', '11 MB are too large: at most 10 MB.'],
      ['hat.jpg', 'JPEG · 1200 × 800', 'Ready to send.'],
    ] as const
    for (const [name, facts, sentence] of found) {
      await thumbnail(page, name).getByText(facts).waitFor()
      await thumbnail(page, name).getByText(sentence).waitFor()
      await page.getByRole('status').getByText(`${name}: ${sentence}`).waitFor()
    }
    expect(emulator.requests()).toEqual([])
  })

  it('one press fixes a picture, and the fixed one is sent', async () => {
    const { page, generate, passTime, bodies, complaints } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a hat')
    const heights = await watchHeights(page)
    let hasFit = false
    const loadsFit = page.waitForRequest(/\/assets\/fit-/).then(() => (hasFit = true))
    await pick(page, desk.files.webpPath)
    await thumbnail(page, 'shot.png').getByText('This is a WebP file.').waitFor()
    expect(hasFit).toBe(false)
    await page.getByRole('button', { name: 'Fix shot.png' }).click()
    const fixed = thumbnail(page, 'shot.jpg')
    await fixed.getByText(/^Fixed: converted webp → jpeg, now JPEG \d+ kB\.$/).waitFor()
    await fixed.getByText('JPEG · 400 × 300').waitFor()
    await loadsFit
    expect(await heights()).toHaveLength(1)
    await fixed.getByRole('button', { name: 'Insert image_1' }).and(page.locator(':focus')).waitFor()

    await generate()
    passTime()
    await page.getByText('Done: 1 picture.').waitFor()
    const [{ image }] = (JSON.parse(bodies[0] ?? '') as { image_list: [{ image: string }] }).image_list
    expect(await sharp(Buffer.from(image, 'base64')).metadata()).toMatchObject({
      format: 'jpeg',
      width: 400,
      height: 300,
    })
    expect(complaints).toEqual([])
  })

  it('a picture that EXIF data alone turns may be sent, and is turned by a press', async () => {
    const { page, generate, bodies } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a hat')
    await pick(page, desk.files.turnedPath)
    const turned = thumbnail(page, 'turned.jpg')
    await turned.getByText('JPEG · 480 × 640').waitFor()
    await turned.getByText('Only EXIF data turns the picture').waitFor()
    await page.getByRole('button', { name: 'Fix turned.jpg' }).click()
    await turned.getByText(/^Fixed: rotated/).waitFor()
    await generate()
    const [{ image }] = (JSON.parse(bodies[0] ?? '') as { image_list: [{ image: string }] }).image_list
    const { width, height, orientation } = await sharp(Buffer.from(image, 'base64')).metadata()
    expect({ width, height, orientation }).toEqual({ width: 480, height: 640, orientation: undefined })
  })

  it('a picture that cannot be fixed says why', async () => {
    const { page } = await desk.open(framework)
    await pick(page, desk.files.tinyPath)
    await page.getByRole('button', { name: 'Fix tiny.png' }).click()
    await thumbnail(page, 'tiny.png')
      .getByText('Could not be fixed. A side of 100 pixels is too small to be enlarged to 300.')
      .waitFor()
    expect(await page.getByRole('button', { name: 'Fix tiny.png' }).count()).toBe(0)
  })

  it('an address that only this network knows is doubted, not refused', async () => {
    const { page } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Address or Base64' }).fill('http://127.0.0.1:9/photo.png')
    await page.getByRole('button', { name: 'Add' }).first().click()
    await thumbnail(page, 'photo.png').getByText('The API cannot reach 127.0.0.1; send the file itself.').waitFor()
    expect(await page.locator('.thumb').getAttribute('data-state')).toBe('doubtful')
  })

  it('warns of placeholders while the prompt is written, and mends them', async () => {
    const { page, emulator } = await desk.open(framework)
    const prompt = page.getByRole('textbox', { name: 'Prompt' })
    await pick(page, desk.files.jpegPath, desk.files.pngPath)
    await page.getByText('Goes for all references.').waitFor()
    await prompt.fill('put <<image_1>> on <<<image_3>>>')
    await page.getByText('There is no <<<image_3>>>; the list has 2 in it.').waitFor()
    await page.getByText('Not mentioned: <<<image_2>>>.').waitFor()
    await page.getByRole('button', { name: 'Replace: <<image_1>> does nothing. Write <<<image_1>>>.' }).click()
    expect(await prompt.inputValue()).toBe('put <<<image_1>>> on <<<image_3>>>')
    await prompt.fill('put <<<image_1>>> on')
    await page.getByRole('button', { name: 'Add: Not mentioned: <<<image_2>>>.' }).click()
    expect(await prompt.inputValue()).toBe('put <<<image_1>>> on <<<image_2>>>')
    await page.getByText('All references are mentioned.').waitFor()
    expect(emulator.requests()).toEqual([])
  })

  it('a picture that is taken out leaves the others what they were to the prompt', async () => {
    const { page } = await desk.open(framework)
    const prompt = page.getByRole('textbox', { name: 'Prompt' })
    await pick(page, desk.files.jpegPath, desk.files.pngPath)
    await prompt.fill('the hat <<<image_1>>> as in <<<image_2>>>')
    await page.getByRole('button', { name: 'Remove hat.jpg' }).click()
    expect(await prompt.inputValue()).toBe('the hat <<<image_2>>> as in <<<image_1>>>')
    await page.getByText('There is no <<<image_2>>>; the list has 1 in it.').waitFor()
    await page.getByRole('button', { name: 'Insert image_1' }).and(page.locator(':focus')).waitFor()
  })
}

/** From the first moment of the first thumbnail on; a second height is something that moved. */
async function watchHeights(page: Page): Promise<() => Promise<number[]>> {
  const heights = await page.evaluateHandle(() => {
    const seen = new Set<number>()
    const sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) seen.add(target.getBoundingClientRect().height)
    })
    new MutationObserver(() => {
      for (const thumb of document.querySelectorAll('.thumb')) sizes.observe(thumb)
    }).observe(document.querySelector('main')!, { subtree: true, childList: true })
    return seen
  })
  return () => heights.evaluate((seen) => [...seen])
}
