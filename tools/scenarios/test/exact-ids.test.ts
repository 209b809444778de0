import { fileURLToPath } from 'node:url'
import { createOmniImageClient } from '@omni-image/core'
import { chromiumArgs, findChromium } from '@omni-image/checks/find-chromium'
import { chromium } from 'playwright'
import { rolldown } from 'rolldown'
import { afterEach, describe, expect, it } from 'vitest'
import { startBareServer, type BareServer } from './bare-server.ts'

const digits = '829836802793406551'
const input = {
  prompt: 'a hat for <<<element_1>>>',
  element_list: [{ element_id: digits }, { element_id: BigInt(digits) }, { element_id: 160 }],
}
const expected = `"element_list":[{"element_id":${digits}},{"element_id":${digits}},{"element_id":160}]`

let server: BareServer
afterEach(() => server.close())

it('an element id arrives digit for digit from Node', async () => {
  server = await startBareServer()
  await createOmniImageClient({ baseUrl: server.url }).submit(input)
  expect(server.bodies[0]).toContain(expected)
})

it('an unsafe number is refused with what to pass instead, and nothing is sent', async () => {
  server = await startBareServer()
  // oxlint-disable-next-line no-loss-of-precision -- that it is one is the point
  const unsafe = { prompt: 'a hat', element_list: [{ element_id: 829836802793406551 }] }
  const refusal = createOmniImageClient({ baseUrl: server.url }).submit(unsafe)
  await expect(refusal).rejects.toThrow(/element_list\[0\]\.element_id must be a string or bigint/)
  expect(server.bodies).toEqual([])
})

const executablePath = await findChromium()

describe.skipIf(executablePath === undefined)('from Chromium', () => {
  it.each([
    ['with JSON.rawJSON', ''],
    ['where JSON.rawJSON is missing', 'delete JSON.rawJSON;'],
  ])('an element id arrives digit for digit, %s', async (_name, before) => {
    server = await startBareServer(await bundleCore())
    const browser = await chromium.launch({ executablePath: executablePath!, args: [...chromiumArgs] })
    try {
      const page = await browser.newPage()
      await page.goto(server.url)
      await page.evaluate(`${before} import('/script.js').then(({ createOmniImageClient }) =>
        createOmniImageClient().submit({
          prompt: 'a hat for <<<element_1>>>',
          element_list: [{ element_id: '${digits}' }, { element_id: ${digits}n }, { element_id: 160 }],
        }))`)
    } finally {
      await browser.close()
    }
    expect(server.bodies[0]).toContain(expected)
  })
})

/** Core as one file that a page can import. */
async function bundleCore(): Promise<string> {
  const bundle = await rolldown({
    input: '@omni-image/core',
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    platform: 'browser',
    resolve: { conditionNames: ['@omni-image/source', 'import', 'default'] },
  })
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false })
  await bundle.close()
  return output[0].code
}
