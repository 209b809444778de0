import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { planImport, writeImport } from '../../src/import/run-import.ts'
import { readStyle } from '../../src/read-style.ts'
import { parseSpec, toKeys } from '../../src/spec.ts'
import { currentSpec } from '../edited-spec.ts'
import { vendorDocument, type VendorOptions } from './vendor-document.ts'

const root = new URL('../../../../', import.meta.url)
const style = await readStyle(root)
const field = '/components/schemas/OmniImageRequest/properties'

async function plan(options: VendorOptions, source = 'vendor.json') {
  return planImport(root, vendorDocument(options), source, style)
}

function valueAt(yaml: string, pointer: string): unknown {
  return toKeys(pointer).reduce(
    (value: unknown, key) => (value as Record<string, unknown>)[key],
    parseSpec(yaml).root.value,
  )
}

/** Lines that one text has and the other has not. */
function newLines(before: string, after: string): string[] {
  const old = new Set(before.split('\n'))
  return after.split('\n').filter((line) => !old.has(line))
}

const nothingNew = { required: ['prompt', 'model_name'], request: { model_name: { type: 'string' } } }

describe('npm run spec:import', () => {
  it('a document that says nothing new changes nothing, whatever it leaves out', async () => {
    const { yaml, isChanged, lines } = await plan(nothingNew)
    expect({ isChanged, isSame: yaml === currentSpec() }).toEqual({ isChanged: false, isSame: true })
    expect(lines).toContain('openapi/omni-image.yaml says all of this already.')
  })

  it('finds the operations by the end of their paths and tells which are missing', async () => {
    const { lines } = await plan(nothingNew)
    expect(lines).toContain('found    POST /kling/v1/images/omni-image')
    expect(lines).toContain('found    GET /kling/v1/images/omni-image/{task_id}')
    expect(lines).toContain('missing  GET …/v1/images/omni-image; it stays as it is')
    expect(lines.find((line) => line.startsWith('not mentioned'))).toContain('watermark_info')
  })

  it('takes over limits, words and defaults, and leaves every other line as it is', async () => {
    const { yaml, lines } = await plan({
      ...nothingNew,
      request: {
        ...nothingNew.request,
        prompt: { type: 'string', maxLength: 3000 },
        aspect_ratio: {
          type: 'string',
          enum: ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', 'AUTO', '9:21'],
          default: '1:1',
        },
      },
    })
    expect(newLines(currentSpec(), yaml)).toEqual([
      '          maxLength: 3000',
      "          enum: ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', auto, '9:21']",
      "          default: '1:1'",
    ])
    expect(lines.at(-1)).toBe('openapi/omni-image.yaml would change: 3 feature.')
  })

  it('takes a new field over in the words of 3.1', async () => {
    const { yaml, lines } = await plan({
      ...nothingNew,
      request: {
        ...nothingNew.request,
        image_fidelity: {
          type: 'number',
          nullable: true,
          minimum: 0,
          maximum: 1,
          example: 0.5,
          deprecated: false,
          description: 'How close.',
        },
        style: { $ref: '#/components/schemas/Style' },
        seed: { type: 'integer', exclusiveMinimum: true, minimum: 0 },
        marks: { type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'integer' }] } },
      },
      more: {
        schemas: {
          Style: {
            type: 'object',
            required: ['name'],
            additionalProperties: false,
            properties: { name: { type: 'string', format: 'email' }, 'x/y': { type: 'boolean' } },
          },
        },
      },
    })
    expect(valueAt(yaml, `${field}/image_fidelity`)).toEqual({
      type: ['number', 'null'],
      description: 'How close.',
      examples: [0.5],
      minimum: 0,
      maximum: 1,
    })
    expect(valueAt(yaml, `${field}/style`)).toEqual({
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, 'x/y': { type: 'boolean' } },
    })
    expect(valueAt(yaml, `${field}/seed`)).toEqual({ type: 'integer', minimum: 1 })
    expect(valueAt(yaml, `${field}/marks`)).toEqual({
      type: 'array',
      items: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    })
    expect(lines.join('\n')).toMatch(/left out vendor\.json:1 #\/components\/schemas\/Style\/additionalProperties/)
    expect(lines.join('\n')).toMatch(/the format email is not taken over/)
  })

  it('reads YAML of 3.1 as well', async () => {
    const document = JSON.parse(
      vendorDocument({ ...nothingNew, task: { queue: { type: ['integer', 'null'], minimum: 0 } } }),
    ) as object
    const text = stringify({ ...document, openapi: '3.1.0' })
    const { yaml } = await planImport(root, text, 'vendor.yaml', style)
    expect(valueAt(yaml, '/components/schemas/Task/properties/queue')).toEqual({
      type: ['integer', 'null'],
      minimum: 0,
    })
  })

  it('says which fields are required now, but not of fields that the vendor leaves out', async () => {
    const { yaml } = await plan({ ...nothingNew, required: ['prompt', 'n'] })
    expect(valueAt(yaml, '/components/schemas/OmniImageRequest/required')).toEqual(['prompt', 'n'])
    const silent = await plan({ required: ['prompt'] })
    expect(valueAt(silent.yaml, '/components/schemas/OmniImageRequest/required')).toEqual(['model_name', 'prompt'])
  })

  it('keeps what only our spec knows: extensions, exact ids, words seen behind gateways, names and comments', async () => {
    const { yaml } = await plan({
      ...nothingNew,
      request: { ...nothingNew.request, n: { type: 'integer', minimum: 1, maximum: 12 } },
    })
    expect(newLines(currentSpec(), yaml)).toEqual(['          maximum: 12'])
    expect(newLines(yaml, currentSpec())).toEqual(['          maximum: 9'])
  })

  it('null in an answer is taken over', async () => {
    const task = { task_id: { type: 'string', nullable: true }, task_status: { type: 'string', nullable: true } }
    const { yaml } = await plan({ ...nothingNew, task })
    expect(valueAt(yaml, '/components/schemas/Task/properties/task_id/type')).toEqual(['string', 'null'])
    expect(valueAt(yaml, '/components/schemas/Task/properties/task_status')).toEqual({
      anyOf: [{ $ref: '#/components/schemas/TaskStatus' }, { type: 'null' }],
    })
  })

  it('another type is taken over with the rules that belong to it', async () => {
    const { yaml, lines } = await plan({
      ...nothingNew,
      request: { ...nothingNew.request, callback_url: { type: 'boolean' } },
    })
    expect(valueAt(yaml, `${field}/callback_url`)).toMatchObject({ type: 'boolean', title: 'Callback address' })
    expect(lines.join('\n')).toContain(
      'breaking  `OmniImageRequest.callback_url` is true or false, and no longer a text.',
    )
  })

  it('tells what has to be added by hand', async () => {
    const { lines } = await plan({
      ...nothingNew,
      request: { ...nothingNew.request, resolution: { type: 'string', enum: ['1k', '2k', '4k', '8k'] } },
    })
    expect(lines.join('\n')).toMatch(/mended by hand:\nopenapi\/omni-image\.yaml:\d+:\d+ .*x-pixels\n.*'8k'/)
  })

  it.each([
    ['a web page', '<!doctype html><html></html>', /a web page/],
    ['Swagger 2', '{"swagger":"2.0","paths":{}}', /3\.0 and 3\.1 can be imported, this is "2\.0"/],
    ['a later version', 'openapi: 4.0.0\npaths: {}', /this is "4\.0\.0"/],
    ['something else', '{"name":"package"}', /'openapi' is missing/],
    ['no paths', 'openapi: 3.1.0', /no 'paths'/],
    ['no YAML', 'a: [', /neither YAML nor JSON/],
    [
      'another API',
      '{"openapi":"3.0.0","paths":{"/pets":{"get":{}}}}',
      /None of our operations[^]*POST …\/v1\/images\/omni-image/,
    ],
    ['nesting without end', `openapi: ${'['.repeat(20000)}`, /neither YAML nor JSON|too deeply/],
    [
      'aliases that multiply',
      `openapi: 3.0.0\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\npaths: {a: [${'*c,'.repeat(9)}]}`,
      /neither YAML nor JSON/,
    ],
  ])('%s is refused in a sentence', async (_what, text, reason) => {
    await expect(planImport(root, text, 'vendor', style)).rejects.toThrow(reason)
  })

  it.each([
    ['contains itself', { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } }],
    ['is made of itself', { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/Node' }] }],
    ['is made of itself', { allOf: [{ $ref: '#/components/schemas/Node' }, { type: 'object' }] }],
  ])('a schema that %s is left out and told, and the rest is taken over', async (how, Node) => {
    const { yaml, lines } = await plan({
      ...nothingNew,
      request: {
        ...nothingNew.request,
        tree: { $ref: '#/components/schemas/Node' },
        prompt: { $ref: '#/components/schemas/Node' },
        mood: { type: 'string' },
      },
      more: { schemas: { Node } },
    })
    expect(lines.join('\n')).toMatch(
      new RegExp(`left out vendor\\.json:1 #/.*tree is not taken over: a schema that ${how}`),
    )
    expect(valueAt(yaml, field)).not.toHaveProperty('tree')
    expect(valueAt(yaml, `${field}/mood`)).toEqual({ type: 'string' })
  })

  it('two fields that both lead to it are both told', async () => {
    const Node = { anyOf: [{ $ref: '#/components/schemas/Node' }] }
    const tree = { $ref: '#/components/schemas/Node' }
    const { lines } = await plan({
      ...nothingNew,
      request: { ...nothingNew.request, tree, wood: tree },
      more: { schemas: { Node } },
    })
    expect(lines.join('\n')).toMatch(/tree is not taken over: .*wood is not taken over: /)
  })

  it('a parameter that leads nowhere is told in a sentence', async () => {
    const post = { parameters: [{ $ref: '#/components/parameters/Gone' }], responses: {} }
    const text = JSON.stringify({ openapi: '3.1.0', paths: { '/v1/images/omni-image': { post } } })
    await expect(planImport(root, text, 'vendor', style)).rejects.toThrow(/^vendor:1:\d+ #.*\n.*leads nowhere/)
  })

  it('a limit that is none is left out and told', async () => {
    const { yaml, lines } = await plan({
      ...nothingNew,
      request: { ...nothingNew.request, mood: { type: 'string', maxLength: '20', minLength: -1 } },
    })
    expect(valueAt(yaml, `${field}/mood`)).toEqual({ type: 'string' })
    expect(lines.join('\n')).toMatch(/mood\/maxLength: 20 is no maxLength[^]*mood\/minLength: -1 is no minLength/)
  })

  it('a second import has nothing to add, also after a null and a default for one of our own schemas', async () => {
    const watermark = { type: 'object', nullable: true, properties: { enabled: { type: 'boolean' } } }
    const task = { task_status: { type: 'string', nullable: true, default: 'submitted' } }
    const options = { ...nothingNew, task, request: { ...nothingNew.request, watermark_info: watermark } }
    const first = await plan(options)
    const folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'spec-import-'))}/`)
    await mkdir(new URL('openapi/', folder))
    await writeImport(folder, first)
    const second = await planImport(folder, vendorDocument(options), 'vendor.json', style)
    await rm(folder, { recursive: true })
    expect({ first: first.isChanged, second: second.isChanged }).toEqual({ first: true, second: false })
  })

  it('tells what no form could show, before it is written', async () => {
    const { lines } = await plan({ ...nothingNew, request: { ...nothingNew.request, extra: {} } })
    expect(lines.join('\n')).toMatch(/mended by hand:\nopenapi\/omni-image\.yaml:\d+:\d+ .*extra\n.*a form cannot show/)
  })

  it('two operations that both could be ours are refused', async () => {
    const paths = {
      '/../kling/v1/images/omni-image': { post: { responses: {} } },
      '/aa/kling/v1/images/omni-image': { post: { responses: {} } },
    }
    const text = JSON.stringify({ openapi: '3.0.0', paths })
    await expect(planImport(root, text, 'vendor', style)).rejects.toThrow(/Two operations could be POST/)
  })
})
