import { chromiumArgs, findChromium } from '@omni-image/checks/find-chromium'
import { currentSpec, editedSpec } from '@omni-image/codegen/edited-spec'
import { generate } from '@omni-image/codegen/generate'
import { Value } from '@sinclair/typebox/value'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { answerChanges } from './answer-changes.ts'
import { loadCopy, type Copy } from './load-copy.ts'
import { startDevServer, type DevServer } from './dev-server.ts'
import { requestChanges } from './request-changes.ts'
import { createScratchWorkspace, type ScratchWorkspace } from './scratch-workspace.ts'
import type { SpecChange } from './spec-change.ts'
import { typeCheck } from './type-check.ts'

const spec = 'openapi/omni-image.yaml'
const changes: readonly SpecChange[] = [...requestChanges, ...answerChanges]
const every = Object.assign({}, ...changes.map(({ edits }) => edits)) as Record<string, unknown>
const frameworks = ['react', 'vue'] as const
const style = { semi: false, singleQuote: true, printWidth: 200 }
const chosen = { model_name: 'kling-v3-omni', prompt: 'a lighthouse' }
const executablePath = await findChromium()

let workspace: ScratchWorkspace
let server: DevServer
let browser: Browser | undefined
let copy: Copy
let unchanged: ReadonlyMap<string, string>
let errors: ReadonlyMap<string, readonly string[]>
const pages = new Map<string, Page>()

vi.setConfig({ testTimeout: 120_000 }) // other suites drive browsers meanwhile

// One workspace and one browser for all, since they cost more than the stories: all changes are made at once, each is
// looked for on its own.
beforeAll(async () => {
  workspace = await createScratchWorkspace()
  server = await startDevServer(workspace)
  if (executablePath !== undefined) {
    browser = await chromium.launch({ executablePath, args: [...chromiumArgs] })
    for (const framework of frameworks) pages.set(framework, await openPage(browser, framework))
    await pages.get('react')!.getByRole('textbox', { name: 'Prompt' }).fill('kept over a reload')
  }
  const startMs = performance.now()
  const since = (): string => `${Math.round(performance.now() - startMs)} ms`
  await workspace.write(spec, editedSpec(every))
  await Promise.all([...pages.values()].map((page) => page.getByText('/ 200').waitFor()))
  while (!server.log().includes('wrote docs/api/objects.md')) await new Promise((done) => setTimeout(done, 10))
  console.info(`saved spec → generated, hot reloaded in ${pages.size} open pages: ${since()}`)
  errors = await typeCheck(workspace, changes)
  copy = await loadCopy(workspace)
  unchanged = await generate(currentSpec(), style)
  console.info(`… and type-checked, loaded anew: ${since()}`)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await workspace?.remove()
})

async function openPage(on: Browser, framework: string): Promise<Page> {
  const page = await on.newPage()
  page.setDefaultTimeout(120_000)
  await page.goto(`${server.url}/?framework=${framework}`)
  await page.getByRole('button', { name: 'Generate' }).waitFor()
  return page
}

/** The changes that say something of a surface. */
function having<Key extends keyof SpecChange>(key: Key): (SpecChange & Required<Pick<SpecChange, Key>>)[] {
  return changes.filter((change): change is SpecChange & Required<Pick<SpecChange, Key>> => change[key] !== undefined)
}

describe('generation', () => {
  it.each(changes)('$name changes the files that it concerns, and no others', async ({ edits, files }) => {
    const made = await generate(editedSpec(edits), style)
    const changed = [...made].filter(([file, text]) => unchanged.get(file) !== text).map(([file]) => file)
    expect(changed).toEqual(files)
  })

  it.each(changes)('$name is known to the types', ({ name }) => {
    expect(errors.get(name)).toEqual([])
  })

  it.each(changes)('$name is written down in the reference', async ({ reference }) => {
    expect(await workspace.read(`docs/api/${reference.page}`)).toMatch(reference.line)
  })

  it.each(having('schema'))('$name is part of the TypeBox schema', ({ schema }) => {
    const found = schema.at.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy.schemas)
    expect(found).toMatchObject(schema.has as object)
  })

  it.each(having('field'))('$name is described for forms', ({ field }) => {
    expect(copy.fields.find(({ key }) => key === field.key)).toMatchObject(field)
  })
})

describe('requests', () => {
  it.each(having('request'))('$name is checked by the validator and by TypeBox', ({ request: { good, bad, path } }) => {
    expect(copy.validateRequest({ ...chosen, ...good })).toBeUndefined()
    expect(copy.validateRequest({ ...chosen, ...bad })).toMatchObject([{ path }])
    expect(Value.Check(copy.requestSchema, { ...chosen, ...good })).toBe(true)
    expect(Value.Check(copy.requestSchema, { ...chosen, ...bad })).toBe(false)
  })

  it.each(having('request'))('$name is sent by the client, or refused', async ({ request: { good, bad, path } }) => {
    expect(await copy.submit({ ...chosen, ...good })).toMatchObject({ sent: good, error: undefined })
    expect(await copy.submit({ ...chosen, ...bad })).toMatchObject({
      sent: undefined,
      error: { code: 'invalid-input', issues: [{ path }] },
    })
  })

  it.each(having('request'))('$name is checked by the emulator', async ({ request: { good, bad, path } }) => {
    expect(await copy.post({ ...chosen, ...good })).toMatchObject({ code: 0 })
    expect(await copy.post({ ...chosen, ...bad })).toMatchObject(refusalOf(path))
  })

  it.each(having('request'))(
    '$name is checked and passed on by the server',
    async ({ request: { good, bad, path } }) => {
      expect(await copy.serve({ ...chosen, ...good })).toMatchObject({ sent: good, answer: { code: 0 } })
      expect(await copy.serve({ ...chosen, ...bad })).toMatchObject({ sent: undefined, answer: refusalOf(path) })
    },
  )

  it.each(having('request'))('$name is checked in the running dev server', async ({ request: { bad, path } }) => {
    const answer = await fetch(`${server.url}/kling/v1/images/omni-image`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...chosen, ...bad }),
    })
    expect(await answer.json()).toMatchObject(refusalOf(path))
  })
})

/** A refusal that names the field. */
function refusalOf(path: string): object {
  return { code: 1201, message: expect.stringContaining(path.split('/').at(-1)!) as string }
}

it.each(having('task'))('$name is checked in answers', ({ task: { good, bad, path } }) => {
  const task = { task_id: '1', task_status: 'submitted' }
  expect(copy.validateTask({ ...task, ...good })).toBeUndefined()
  expect(copy.validateTask({ ...task, ...bad })).toMatchObject([{ path }])
})

describe.runIf(executablePath !== undefined).each(frameworks)('the screen of %s', (framework) => {
  it.each(having('screen'))('shows $name', async ({ screen }) => {
    const page = pages.get(framework)!
    const more = page.locator('details.more')
    if ((await more.getAttribute('open')) === null) await more.locator('summary').click()
    await expect(screen(page)).resolves.toBeUndefined()
  })
})

it('an error of the new code is of its kind, and may be tried again', async () => {
  expect(await copy.refusal(1399)).toMatchObject({ code: 'api', kind: 'rate-limit', apiCode: 1399, retryable: true })
})

it('a task of the new status word is over', async () => {
  expect(await copy.outcome('cancelled')).toMatchObject({ code: 'task-failed' })
})

it('what the API bills without a resolution goes by the new default', () => {
  expect(copy.assumedResolution).toBe('2k')
})

it.runIf(executablePath !== undefined)('what stood in the form is still there', async () => {
  expect(await pages.get('react')!.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('kept over a reload')
})

it.runIf(executablePath !== undefined)('a mistake that is taken back leaves the page as it was', async () => {
  const page = pages.get('react')!
  await workspace.write(spec, editedSpec({ ...every, '/components/schemas/TaskStatus/enum/5': 'lost' }))
  await page.getByText("the status word 'lost' of the task is in no list").first().waitFor()
  await workspace.write(spec, editedSpec(every))
  await page.locator('vite-error-overlay').waitFor({ state: 'detached' })
  expect(await page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('kept over a reload')
})

it.runIf(executablePath !== undefined)(
  'a spec that cannot be is shown on the page, and the last good one goes on',
  async () => {
    const page = pages.get('vue')!
    await workspace.write(spec, editedSpec({ ...every, '/components/schemas/TaskStatus/enum/5': 'lost' }))
    await page.getByText("the status word 'lost' of the task is in no list").first().waitFor()
    expect(await page.getByText('/ 200').count()).toBe(1)
    await workspace.write(
      spec,
      editedSpec({ ...every, '/components/schemas/OmniImageRequest/properties/prompt/maxLength': 300 }),
    )
    await page.getByText('/ 300').waitFor()
    expect(await page.locator('vite-error-overlay').count()).toBe(0)
  },
)

describe('the endpoint of the dev server', () => {
  const patience = { timeout: 60_000, interval: 500 } // more often, and the server's limits answer

  async function answer(): Promise<string> {
    return (await fetch(`${server.url}/klong/v1/images/omni-image?pageSize=0`)).text()
  }

  it('is under a new prefix as soon as the spec says so', async () => {
    await workspace.write(spec, editedSpec(every).replaceAll('}/kling', '}/klong'))
    await expect.poll(answer, patience).toContain('"code":1')
  })

  it('that does not load says why', async () => {
    const file = 'packages/emulator/src/index.ts'
    await workspace.write(file, `${await workspace.read(file)}\nthrow new Error('half of an edit')\n`)
    await expect.poll(answer, patience).toContain('half of an edit')
  })
})
