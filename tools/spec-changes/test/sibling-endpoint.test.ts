import { cp, readdir, readFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { editedSpec } from '@omni-image/codegen/edited-spec'
import { run } from '@omni-image/codegen/run'
import type { TaskClient } from '@omni-image/core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { base64, pngBytes } from '../../../packages/core/test/image-bytes.ts'
import { createSiblingApi, loadSiblings, type SiblingApi, type SiblingCore } from './load-siblings.ts'
import { createScratchWorkspace, type ScratchWorkspace } from './scratch-workspace.ts'
import { siblingEdits, siblingLine } from './sibling-edits.ts'
import { siblingProbe } from './sibling-probe.ts'

const sources = 'packages/core/src'
const index = `${sources}/index.ts`
const repository = fileURLToPath(new URL('../../../', import.meta.url))
const baseUrl = 'https://api.example.com'
const prompt = 'a lighthouse'
const picture = { index: 0, url: 'https://cdn.example.com/0.png' }
let workspace: ScratchWorkspace
let core: SiblingCore

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

beforeAll(async () => {
  workspace = await createScratchWorkspace()
  await cp(join(repository, sources), workspace.path(sources), { recursive: true })
  await workspace.write('openapi/omni-image.yaml', editedSpec(siblingEdits))
  const { ok, lines } = await run(pathToFileURL(workspace.path('/')), false)
  if (!ok) throw new Error(lines.join('\n'))
  await workspace.write(index, (await workspace.read(index)) + siblingLine)
  core = await loadSiblings(workspace)
})

afterAll(() => workspace.remove())

/** Text of every file of core that a person writes, by its path. */
async function handwritten(root: string): Promise<Map<string, string>> {
  const names = await readdir(join(root, sources), { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const own = files.filter((file) => !file.includes('/wire/generated/'))
  return new Map(
    await Promise.all(own.map(async (file) => [file.slice(root.length), await readFile(file, 'utf8')] as const)),
  )
}

it('a second endpoint costs one line outside of what is generated', async () => {
  const before = await handwritten(repository)
  const after = await handwritten(workspace.path('/'))
  expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted())
  const changed = [...after].filter(([file, text]) => before.get(file) !== text)
  expect(changed).toEqual([[index, `${before.get(index)}${siblingLine}`]])
})

it('its client takes its fields and no others, and so do screens and hooks', async () => {
  const built = await workspace.run('node_modules/typescript/bin/tsc', '-b', 'packages/react', 'packages/vue')
  expect(built).toEqual({ code: 0, output: '' })
  await workspace.write(
    'packages/react/probe/probe.ts',
    siblingProbe.replace("'@omni-image/vue'", "'../../vue/dist/index.js'"),
  )
  const compilerOptions = { types: [], composite: false, noEmit: true, isolatedDeclarations: false }
  const config = { extends: '../../../tsconfig.base.json', compilerOptions, include: ['*.ts'] }
  await workspace.write('packages/react/probe/tsconfig.json', JSON.stringify(config))
  const { output } = await workspace.run(
    'node_modules/typescript/bin/tsc',
    '-p',
    'packages/react/probe',
    '--pretty',
    'false',
  )
  expect(output).toBe('')
})

interface Desk {
  readonly api: SiblingApi
  readonly client: TaskClient<Record<string, unknown>>
  readonly journal: ReturnType<SiblingCore['memoryJournal']>
}

/** Looks often enough for nobody to wait. */
const watch = { minPauseMs: 1, maxPauseMs: 5, stream: false }

function openDesk(): Desk {
  const api = createSiblingApi((task_id, body, isDone) => ({
    task_id,
    task_status: isDone ? 'succeed' : 'processing',
    task_info: { external_task_id: (body as { external_task_id: string }).external_task_id },
    ...(isDone && { task_result: { images: [picture] } }),
  }))
  const journal = core.memoryJournal()
  const client = core.createTaskClient(core.imageGenerationEndpoint, { baseUrl, fetch: api.fetch, journal, watch })
  return { api, client, journal }
}

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
}

describe('the client of a second endpoint', () => {
  it('follows a task from its fields to its pictures', async () => {
    const { api, client } = openDesk()
    const png = pngBytes(500, 500)
    const { images } = await client.generate({
      prompt,
      image: png,
      mask_list: [{ image: new Blob([pngBytes(300, 300)]) }],
      image_reference: 'FACE',
      seed: '7',
      resolution: '2K',
      n: 3,
      external_task_id: 'order-1',
    })
    expect(images).toEqual([picture])
    expect(api.bodies).toEqual([
      {
        model_name: 'kling-v3',
        prompt,
        image: base64(png),
        mask_list: [{ image: base64(pngBytes(300, 300)) }],
        image_reference: 'face',
        seed: 7,
        resolution: '2k',
        external_task_id: 'order-1',
      },
    ])
    expect([...new Set(api.asked)]).toEqual(['POST /kling/v1/images/generations', 'GET /kling/v1/images/generations/0'])
  })

  it('looks at many with its own list', async () => {
    const { api, client } = openDesk()
    await Promise.all([client.generate({ prompt }), client.generate({ prompt }), client.generate({ prompt })])
    expect(api.asked).toContain('GET /kling/v1/images/generations')
    expect(await client.list({ pageSize: 5 })).toHaveLength(3)
  })

  it('refuses what its own limits do not allow, before anything is sent', async () => {
    const { api, client } = openDesk()
    const input = {
      prompt,
      n: 5,
      image_fidelity: 2,
      seed: 'x',
      image: pngBytes(400, 400),
      mask_list: [{ image: 'hat' }],
    }
    const error = await reasonOf(client.generate(input))
    expect(error).toMatchObject({ code: 'invalid-input' })
    expect((error as { issues: { path: string }[] }).issues.map(({ path }) => path).toSorted()).toEqual([
      '/image',
      '/image_fidelity',
      '/mask_list/0/image',
      '/n',
      '/seed',
    ])
    expect(await reasonOf(client.generate({}))).toMatchObject({ issues: [{ path: '/prompt', code: 'required' }] })
    expect(api.asked).toEqual([])
  })

  it('one picture may be good in one place and too small in another', async () => {
    const { client } = openDesk()
    const image = pngBytes(400, 400)
    const error = await reasonOf(client.generate({ prompt, image, mask_list: [{ image }] }))
    expect(error).toMatchObject({ issues: [{ path: '/image', code: 'imageSide', expected: 500, received: 400 }] })
  })

  it('writes its tasks down without their images, and finds them again', async () => {
    const { api, client, journal } = openDesk()
    await client.submit({ prompt, image: pngBytes(500, 500), negative_prompt: 'fog', external_task_id: 'order-1' })
    const [entry] = await journal.list()
    expect(entry).toMatchObject({
      state: 'accepted',
      operation: 'createImageGeneration',
      retentionMs: 86_400_000,
      prompt,
      options: { negative_prompt: 'fog', model_name: 'kling-v3' },
      images: 1,
    })
    expect(JSON.stringify(entry)).not.toContain('iVBOR')
    const later = core.createTaskClient(core.imageGenerationEndpoint, { baseUrl, fetch: api.fetch, journal, watch })
    const [task] = await later.resume()
    expect((await task!.result()).images).toEqual([picture])
    expect(api.bodies).toHaveLength(1)
  })

  it('shares a journal with the first one, and each brings back its own', async () => {
    const { api, client, journal } = openDesk()
    const omni = core.createOmniImageClient({ baseUrl, fetch: api.fetch, journal, watch })
    await client.submit({ prompt, external_task_id: 'order-1' })
    await omni.submit({ prompt, external_task_id: 'order-2' })
    const idsOf = async (one: { resume: typeof omni.resume }): Promise<unknown> =>
      (await one.resume()).map(({ external_task_id }) => external_task_id)
    expect(await idsOf(client)).toEqual(['order-1'])
    expect(await idsOf(omni)).toEqual(['order-2'])
  })

  it('has a screen: one task after the other', async () => {
    const { client } = openDesk()
    const screen = core.createImageTask({ client })
    const seen: string[] = []
    screen.subscribe(() => seen.push(screen.getSnapshot().status))
    const last = await screen.generate({ prompt, resolution: '1K' })
    expect(last).toMatchObject({ status: 'succeed', images: [picture] })
    expect(seen).toEqual(['preparing', 'submitting', 'processing', 'succeed'])
    expect(await screen.generate({ prompt, n: 9 })).toMatchObject({
      status: 'failed',
      error: { code: 'invalid-input' },
    })
  })

  it('has a list of its tasks', async () => {
    const { client } = openDesk()
    const list = core.createTaskList({ client })
    const image = base64(pngBytes(500, 500))
    await list.generate({ prompt, image, image_fidelity: 1, external_task_id: 'order-1' })
    expect(list.getSnapshot()).toMatchObject([
      { key: 'order-1', prompt, options: { image_fidelity: 1 }, status: 'succeed', images: [picture] },
    ])
    expect(JSON.stringify(list.getSnapshot()[0]!.options)).not.toContain(image)
  })
})

describe('tasks of another make', () => {
  function openSketches(): Pick<Desk, 'api' | 'client'> {
    const api = createSiblingApi((id, body, isDone) => ({
      id,
      external_id: (body as { tracking: { id: string } }).tracking.id,
      state: isDone ? 'done' : 'queued',
      ...(isDone && { pictures: [picture] }),
    }))
    return { api, client: core.createTaskClient(core.sketchEndpoint, { baseUrl, fetch: api.fetch, watch }) }
  }

  it('are found and read where the spec says', async () => {
    const { api, client } = openSketches()
    const page = 'https://example.com/done'
    const task = client.start({ prompt, mode: 'FINE', tracking: { page } }, { newId: 'order-1' })
    expect(await task.result()).toMatchObject({ task_id: '0', images: [picture] })
    expect(task.external_task_id).toBe('order-1')
    expect(api.bodies).toEqual([{ prompt, mode: 'fine', tracking: { id: 'order-1', page } }])
  })

  it('fail for the reason that stands there', async () => {
    const answer = { code: 0, data: { id: '7', state: 'lost', reason: 'out of ink' } }
    const fetch = async (): Promise<Response> => Response.json(answer)
    const client = core.createTaskClient(core.sketchEndpoint, { baseUrl, fetch, watch })
    expect(await reasonOf(client.generate({ prompt }))).toMatchObject({ code: 'task-failed', reason: 'out of ink' })
  })

  it('cannot be listed where the API has no list', async () => {
    const { api, client } = openSketches()
    await Promise.all([client.generate({ prompt }), client.generate({ prompt })])
    expect(await reasonOf(client.list())).toMatchObject({ code: 'invalid-input' })
    expect(api.asked).not.toContain('GET /kling/v1/sketches')
  })
})
