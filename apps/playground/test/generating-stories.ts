import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Framework } from './create-desk.ts'
import type { SharedDesk } from './share-desk.ts'

/** From a form that is filled in to pictures, or to the reason why there are none. */
export function tellGeneratingStories(desk: SharedDesk, framework: Framework): void {
  it('a prompt, a JPEG and a PNG become a series of four', async () => {
    const { page, generate, passTime, emulator, bodies, complaints } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('Put the hat on')
    await page.getByLabel('Choose files').setInputFiles([desk.files.jpegPath, desk.files.pngPath])
    await page.getByRole('button', { name: 'Insert image_2 into the prompt' }).click()
    await page.getByRole('radio', { name: 'series' }).check()
    await page.getByRole('radio', { name: '2k' }).check()
    await page.getByRole('radio', { name: '16:9', exact: true }).check()
    await generate()
    passTime()

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
        image_list: [
          { image: await desk.files.toBase64(desk.files.jpegPath) },
          { image: await desk.files.toBase64(desk.files.pngPath) },
        ],
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

  it('the bar shows how far a large picture is on its way', async () => {
    const { page, generate } = await desk.open(framework)
    const network = await page.context().newCDPSession(page)
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 4_000_000 }
    await network.send('Network.emulateNetworkConditions', slow)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a hat')
    await page.getByLabel('Choose files').setInputFiles(desk.files.largePath)
    await page.locator('.thumb').getByText('Ready to send.').waitFor()
    const seen = await page.evaluateHandle(() => {
      const values: number[] = []
      const look = (): void => {
        const isSending = document.querySelector('.status')?.textContent === 'Sending the request…'
        if (isSending) values.push(document.querySelector('progress')!.value)
        requestAnimationFrame(look)
      }
      look()
      return values
    })
    await generate()
    const values = (await seen.jsonValue()).filter((value) => value > 0)
    expect(values.length).toBeGreaterThan(1)
    expect(values).toEqual(values.toSorted((one, other) => one - other))
    await network.detach()
  })

  it('an element id keeps all of its digits', async () => {
    const { page, generate, passTime, bodies } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a portrait')
    await page.getByText('More options').click()
    await page.getByRole('textbox', { name: 'Elements' }).fill('829836802793406551')
    await page.getByRole('textbox', { name: 'Elements' }).press('Enter')
    await generate()
    passTime()
    await page.getByRole('img', { name: /^1 of 1/ }).waitFor()
    expect(bodies[0]).toContain('"element_list":[{"element_id":829836802793406551}]')
  })

  it('Stop looks away, Look again brings the pictures of the same task', async () => {
    const { page, generate, passTime, emulator } = await desk.open(framework)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse')
    await generate()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped looking. The task goes on and is billed.').waitFor()
    passTime()
    await page.getByRole('button', { name: 'Look again' }).click()
    await page.getByText('Done: 1 picture.').waitFor()
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('what cannot be sent is marked where it stands, and nothing is sent', async () => {
    const { page, emulator } = await desk.open(framework)
    const prompt = page.getByRole('textbox', { name: 'Prompt' })
    await page.getByLabel('Choose files').setInputFiles([desk.files.jpegPath, desk.files.narrowPath])
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByRole('alert').getByText('Almost there').waitFor()
    const thumbnail = page.locator('.thumb').filter({ hasText: 'narrow.png' })
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
    const base64 = await desk.files.toBase64(desk.files.pngPath)
    await page.evaluate((text) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }))
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    }, base64)
    await page.locator('.thumb').getByText('640 × 480').waitFor()
    expect(await page.locator('.thumb').innerText()).toContain('dropped.png')
  })

  it('needs no mouse', async () => {
    const { page, passTime, bodies } = await desk.open(framework)
    const press = async (key: string, until: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press(key)
        if ((await page.locator(':focus').ariaSnapshot()).includes(until)) return
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
    await page.getByText('Accepted. Waiting for its turn…').waitFor()
    passTime()
    await page.getByText('Done: 3 pictures.').waitFor()
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      prompt: 'a lighthouse',
      result_type: 'series',
      series_amount: 3,
    })
  })

  it('fits a small phone', async () => {
    const { page } = await desk.open(framework, { width: 360, height: 700 })
    await page.getByText('More options').click()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBe(0)
  })
}
