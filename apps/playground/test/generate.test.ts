import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDesk, executablePath, frameworks, type Desk } from './open-page.ts'
import { standingClock } from './standing-clock.ts'
import { makeSampleFiles, type SampleFiles } from './sample-files.ts'

let desk: Desk
let files: SampleFiles

beforeAll(async () => {
  if (executablePath === undefined) return
  ;[desk, files] = await Promise.all([createDesk(), makeSampleFiles()])
}, 60_000)
afterAll(() => Promise.all([desk?.close(), files?.remove()]))

describe.skipIf(executablePath === undefined).each(frameworks)('%s', { timeout: 60_000 }, (framework) => {
  it('a prompt, a JPEG and a PNG become a series of four', async () => {
    const { page, emulator, bodies, complaints } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('Put the hat on')
    await page.getByLabel('Choose files').setInputFiles([files.jpegPath, files.pngPath])
    await page.getByRole('button', { name: 'Insert image_2 into the prompt' }).click()
    await page.getByRole('radio', { name: 'series' }).check()
    await page.getByRole('radio', { name: '2k' }).check()
    await page.getByRole('radio', { name: '16:9', exact: true }).check()
    await page.getByRole('button', { name: 'Generate' }).click()

    const pictures = page.getByRole('img', { name: /^\d of 4: Put the hat on/ })
    await pictures.nth(3).waitFor()
    const seen = await pictures.evaluateAll((images: HTMLImageElement[]) =>
      Promise.all(
        images.map(async (image) => (await image.decode(), [image.naturalWidth, image.naturalHeight, image.src])),
      ),
    )
    expect(seen.map(([width, height]) => `${width} × ${height}`)).toEqual(Array(4).fill('2048 × 1152'))
    const contents = await Promise.all(seen.map(async ([, , url]) => (await page.request.get(`${url}`)).body()))
    expect(new Set(contents.map((bytes) => createHash('sha256').update(bytes).digest('hex'))).size).toBe(4)

    expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([
      {
        model_name: 'kling-v3-omni',
        prompt: 'Put the hat on <<<image_2>>>',
        image_list: [{ image: await files.toBase64(files.jpegPath) }, { image: await files.toBase64(files.pngPath) }],
        resolution: '2k',
        aspect_ratio: '16:9',
        result_type: 'series',
        external_task_id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      },
    ])
    expect(emulator.ledger()).toMatchObject({ tasks: 1, images: 4 })
    expect(
      emulator.requests().filter(({ operation, hasAuthorization }) => operation === 'file' && hasAuthorization),
    ).toEqual([])
    expect(complaints).toEqual([])
  })

  it('an element id keeps all of its digits', async () => {
    const { page, bodies } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a portrait')
    await page.getByText('More options').click()
    await page.getByRole('textbox', { name: 'Elements' }).fill('829836802793406551')
    await page.getByRole('textbox', { name: 'Elements' }).press('Enter')
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByRole('img', { name: /^1 of 1/ }).waitFor()
    expect(bodies[0]).toContain('"element_list":[{"element_id":829836802793406551}]')
  })

  it('Stop looks away, Look again brings the pictures of the same task', async () => {
    const clock = standingClock()
    const { page, emulator } = await desk.open(framework, { clock })
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse')
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByText('Accepted. Waiting for its turn…').waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped looking. The task goes on and is billed.').waitFor()
    clock.advance(1000)
    await page.getByRole('button', { name: 'Look again' }).click()
    await page.getByText('Done: 1 picture.').waitFor()
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('what cannot be sent is marked where it stands, and nothing is sent', async () => {
    const { page, emulator } = await desk.open(framework)
    const prompt = page.getByRole('textbox', { name: 'Prompt' })
    await page.getByLabel('Choose files').setInputFiles([files.jpegPath, files.narrowPath])
    await page.getByRole('button', { name: 'Generate' }).click()
    const thumbnail = page
      .getByRole('listitem')
      .filter({ hasText: 'narrow.png' })
      .filter({ has: page.locator('img') })
    await thumbnail.getByText('The shorter side has 299 pixels; at least 300 are needed.').waitFor()
    expect(await prompt.getAttribute('aria-invalid')).toBe('true')
    expect(await prompt.evaluate((element) => element === document.activeElement)).toBe(true)

    await page.keyboard.type('a hat')
    expect(await prompt.getAttribute('aria-invalid')).toBe('false')
    await page.getByRole('button', { name: 'Remove narrow.png' }).click()
    await page.getByText('Ready when you are.').waitFor()
    expect(emulator.requests()).toEqual([])
  })

  it('a refusal of the API is explained', async () => {
    const { page } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a forbidden thing')
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByRole('alert').getByText('The content rules refused this').waitFor()
    expect(await page.getByRole('alert').getByText('1301', { exact: true }).count()).toBe(1)
  })

  it('a picture that is dropped anywhere on the page becomes a reference', async () => {
    const { page } = await desk.open(framework)
    const base64 = await files.toBase64(files.pngPath)
    await page.evaluate((text) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }))
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    }, base64)
    await page.getByText('640 × 480').waitFor()
    expect(await page.getByText('dropped.png').count()).toBe(1)
  })

  it('needs no mouse', async () => {
    const { page, bodies } = await desk.open(framework)
    const press = async (key: string, until: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press(key)
        const [focused = ''] = (await page.locator(':focus').count())
          ? [await page.locator(':focus').ariaSnapshot()]
          : []
        if (focused.includes(until)) return
      }
      throw new Error(`${key} never led to ${until}.`)
    }
    await press('Tab', 'textbox "Prompt"')
    await page.keyboard.type('a lighthouse')
    await press('Tab', 'radio "single"')
    await press('ArrowRight', 'radio "series" [checked]')
    await press('Tab', 'spinbutton "Pictures in the series"')
    await page.keyboard.press('ArrowDown')
    await press('Tab', 'button "Generate"')
    await page.keyboard.press('Enter')
    await page.getByText('Done: 3 pictures.').waitFor()
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      prompt: 'a lighthouse',
      result_type: 'series',
      series_amount: 3,
    })
  })

  it('fits a small phone', async () => {
    const { page } = await desk.open(framework, { viewport: { width: 360, height: 700 } })
    await page.getByText('More options').click()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBe(0)
  })
})
