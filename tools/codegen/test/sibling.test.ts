import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generate } from '../src/generate.ts'
import { currentSpec, editedSpec } from './edited-spec.ts'
import { siblingEdits } from './sibling-edits.ts'
import { typeErrors } from './type-errors.ts'

const wire = fileURLToPath(new URL('../../../packages/core/src/wire/', import.meta.url))
const style = { semi: false, singleQuote: true, printWidth: 120 }
let folder: string
let before: Map<string, string>
let files: Map<string, string>

async function load(name: string): Promise<Record<string, unknown>> {
  return (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'generated', name)).href)) as Record<
    string,
    unknown
  >
}

beforeAll(async () => {
  before = await generate(currentSpec(), style)
  files = await generate(editedSpec(siblingEdits), style)
  folder = await mkdtemp(join(tmpdir(), 'sibling-'))
  await cp(wire, folder, { recursive: true, filter: (path) => !path.includes('.test') })
  for (const [name, text] of files) await writeFile(join(folder, 'generated', name), text)
})

afterAll(() => rm(folder, { recursive: true }))

describe('a second endpoint in the spec', () => {
  it('leaves the first as it is', async () => {
    for (const [name, table] of [
      ['tasks.ts', 'omniImageTask'],
      ['fields.ts', 'omniImageFields'],
    ] as const) {
      const start = before.get(name)!.indexOf(`export const ${table}`)
      expect(files.get(name)).toContain(before.get(name)!.slice(start).trimEnd())
    }
  })

  it('gets types, schemas and tables that compile together', { timeout: 30_000 }, () => {
    const entries = [
      'index.ts',
      '../schemas.ts',
      'schemas.test-d.ts',
      ...[...files.keys()].map((name) => `generated/${name}`),
    ]
    expect(typeErrors(entries, files)).toEqual([])
  })

  it('gets operations, and a task with its own words', async () => {
    const { operations } = await load('operations.ts')
    expect(operations).toMatchObject({
      createOmniImage: { path: '/v1/images/omni-image' },
      createImageGeneration: { method: 'post', path: '/v1/images/generations' },
      getImageGeneration: { method: 'get', path: '/v1/images/generations/{id}' },
    })
    expect((await load('tasks.ts'))['imageGenerationTask']).toEqual({
      submit: 'createImageGeneration',
      get: 'getImageGeneration',
      request: { externalId: ['tracking', 'id'], images: [] },
      task: { id: ['id'], externalId: ['external_id'], status: ['state'], reason: ['reason'], images: [['pictures']] },
      words: { queued: 'submitted', done: 'succeed', dead: 'failed', lost: 'failed' },
      final: ['succeed', 'failed'],
      duration: { medianMs: 9000, sigma: 0.3 },
      deadlineMs: 120000,
      retentionMs: 86400000,
    })
    expect((await load('tasks.ts'))['imageGenerationCost']).toEqual({
      count: {
        by: ['mode'],
        assumed: 'draft',
        fields: { draft: ['n'], fine: ['n'] },
        assumedCounts: { draft: 1, fine: 1 },
      },
      price: { by: ['mode'], assumed: 'draft', units: { draft: 1, fine: 4 } },
    })
  })

  it('gets a request shape and form fields', async () => {
    expect((await load('request-shape.ts'))['imageGenerationRequestShape']).toEqual({
      mode: { words: ['draft', 'fine'] },
      seed: { kind: 'int64' },
      steps: { words: ['few', 'many'] },
    })
    expect(files.get('request-shape.ts')).toContain('export type ImageGenerationRequestVariants = unknown')
    expect((await load('fields.ts'))['imageGenerationFields']).toMatchObject([
      { key: 'prompt', kind: 'text', required: true },
      { key: 'mode', kind: 'choice', label: 'Mode' },
      { key: 'fidelity', kind: 'number', min: 0, max: 1 },
      { key: 'image', kind: 'text', label: 'Picture', minLength: 1 },
      { key: 'tags', kind: 'list', maxItems: 3 },
      { key: 'n', kind: 'integer' },
      { key: 'seed', kind: 'text' },
      { key: 'steps', kind: 'integer', options: ['few', 'many'] },
      { key: 'tracking', kind: 'object', fields: [{ key: 'id' }, { key: 'page' }] },
    ])
  })

  it('gets validators of its own', async () => {
    const { validateImageGenerationRequest, validateImageGenerationResponse } = await load('validators.ts')
    const pathsOf = (validate: unknown, value: unknown): string[] | undefined =>
      (validate as (value: unknown) => { path: string }[] | undefined)(value)?.map(({ path }) => path)
    const good = { prompt: 'x', fidelity: 0.5, tags: ['a', null], seed: 7n, steps: null, tracking: {}, image: 'a' }
    expect(pathsOf(validateImageGenerationRequest, good)).toBeUndefined()
    expect(
      pathsOf(validateImageGenerationRequest, {
        prompt: ' x',
        fidelity: 1.5,
        image: '',
        tags: ['longer', null, 3, 'four'],
        steps: 'some',
        tracking: { page: 'x' },
      }),
    ).toEqual(['/prompt', '/fidelity', '/image', '/tags', '/tags/0', '/tags/2', '/steps', '/tracking/page'])
    // A closed enum of the sibling does not loosen because the first one's is open.
    const data = { id: '1', state: 'cancelled' }
    expect(pathsOf(validateImageGenerationResponse, { code: 0, data })).toEqual(['/data/state'])
  })
})
