import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Fault } from '../src/index.ts'
import { createDesk, keyed, minimal, path } from './desk.ts'
import { base64Image } from './sample-images.ts'

const spec: unknown = parse(readFileSync(new URL('../../../openapi/omni-image.yaml', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(spec as object, 'spec')

function schemaOf(name: string): ValidateFunction {
  const validate = ajv.getSchema(`spec#/components/schemas/${name}`)
  if (!validate) throw new Error(`The spec has no schema ${name}`)
  return validate
}

/** What an outside reader of the spec finds wrong with an answer. */
function complaintsAbout(name: string, value: unknown): unknown {
  const validate = schemaOf(name)
  // Words that the spec leaves open are closed for this reader: the emulator uses none but the documented ones.
  return validate(value) ? [] : validate.errors
}

describe('answers, as a reader of the spec sees them', () => {
  it('tasks are as written, whatever was asked and wherever they stand', async () => {
    const desk = createDesk()
    const image = await base64Image(300, 300)
    await desk.create({ external_task_id: 'mine', watermark_info: { enabled: true }, n: 3, image_list: [{ image }] })
    await desk.create({
      result_type: 'series',
      series_amount: 'auto',
      resolution: '4k',
      watermark_info: { enabled: false },
    })
    await desk.create({ prompt: 'unfinishable' })
    for (const pauseMs of [0, 1000, 9000]) {
      desk.clock.advance(pauseMs)
      const list = await (await desk.send(path)).json()
      expect(complaintsAbout('TaskListResponse', list)).toEqual([])
      expect((list as { data: unknown[] }).data).toHaveLength(3)
      expect(complaintsAbout('TaskResponse', await (await desk.send(`${path}/mine`)).json())).toEqual([])
      for (const task of desk.emulator.tasks()) expect(complaintsAbout('CallbackPayload', task)).toEqual([])
    }
  })

  it('the answer to a create is as written', async () => {
    const answer = await createDesk().send(path, { method: 'POST', body: JSON.stringify(minimal) })
    expect(complaintsAbout('TaskResponse', await answer.json())).toEqual([])
  })

  it.each<[string, string, RequestInit]>([
    ['no key', path, { headers: {} }],
    ['a bad request', path, { method: 'POST', body: '{}' }],
    ['no JSON', path, { method: 'POST', body: '{' }],
    ['no such task', `${path}/none`, {}],
    ['no such page', `${path}?pageNum=0`, {}],
    ['no such method', path, { method: 'DELETE' }],
  ])('errors are as written: %s', async (_name, to, init) => {
    const answer = await createDesk().send(to, { headers: keyed, ...init })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(complaintsAbout('ErrorResponse', await answer.json())).toEqual([])
  })

  it.each<Fault>([{ kind: 'api-error' }, { kind: 'api-error', code: 'get_channel_failed', status: 503 }])(
    'so are errors by script: %j',
    async (fault) => {
      const answer = await createDesk({ faults: [fault] }).send(path, { method: 'POST', body: '{}' })
      expect(complaintsAbout('ErrorResponse', await answer.json())).toEqual([])
    },
  )

  it('an unknown path gets the error of a gateway', async () => {
    const answer = await createDesk().send('/kling/v1/other')
    expect(complaintsAbout('GatewayErrorResponse', await answer.json())).toEqual([])
  })

  it('the reader does complain', () => {
    expect(complaintsAbout('Task', { task_id: 1, task_status: 'succeed' })).toEqual([
      expect.objectContaining({ instancePath: '/task_id' }),
    ])
  })
})
