import { describe, expect, it } from 'vitest'
import { generate } from '../src/generate.ts'
import { Refusal } from '../src/refusal.ts'
import { parseSpec } from '../src/spec.ts'
import { editedSpec } from './edited-spec.ts'

const request = '/components/schemas/OmniImageRequest'
const prompt = `${request}/properties/prompt`
const images = `${request}/properties/image_list`
const successCode = '/components/schemas/SuccessCode'
const amount = `${request}/properties/series_amount`
const task = '/paths/~1v1~1images~1omni-image/post/x-task'
const errorCodes = '/components/schemas/ErrorCode/x-error-codes'

/** What is put where, the pointer of the refusal if that is another place, and a part of its reason. */
const cases: readonly [name: string, at: string, value: unknown, reason: RegExp, pointer?: string][] = [
  [
    'a schema keyword that nobody reads',
    `${prompt}/contentEncoding`,
    'base64',
    /'contentEncoding' is not known in a string/,
  ],
  ['a keyword of another type', `${request}/properties/n/maxLength`, 3, /'maxLength' is not known in an integer/],
  ['allOf', `${request}/properties/resolution/allOf`, [], /'allOf' is not known/],
  [
    'additionalProperties',
    `${request}/additionalProperties`,
    false,
    /'additionalProperties' is not known in an object/,
  ],
  ['an unknown format', `${prompt}/format`, 'email', /format 'email' of a string is not known/],
  ['an unknown number format', `${request}/properties/n/format`, 'int32', /format 'int32' of an integer is not known/],
  ['an unknown type', `${prompt}/type`, 'text', /'text' is no type/],
  ['two types', `${prompt}/type`, ['string', 'integer'], /only one type/],
  ['an array without items', `${images}/items`, undefined, /'items' is missing/, images],
  ['a pattern that is none', `${prompt}/pattern`, '(', /no regular expression/],
  ['a fraction as a length', `${prompt}/maxLength`, 2.5, /a whole number/],
  ['a required property that is not there', `${request}/required/2`, 'size', /no property 'size'/],
  ['a default outside the enum', `${request}/properties/resolution/default`, '8k', /does not allow this default/],
  ['a default outside the range', `${request}/properties/n/default`, 10, /does not allow this default/],
  ['a reference to nothing', `${images}/items/$ref`, '#/components/schemas/Image', /leads nowhere/],
  ['a reference to another file', `${images}/items/$ref`, 'other.yaml#/Image', /within the file/],
  ['a reference into a schema', `${images}/items/$ref`, `#${prompt}`, /the name of a schema/],
  [
    'a schema in itself',
    '/components/schemas/TaskInfo/properties/task',
    { $ref: '#/components/schemas/Task' },
    /contains itself/,
    '/components/schemas/Task',
  ],
  ['branches of one type', `${successCode}/anyOf/1`, { type: 'number' }, /no two branches of an anyOf/],
  ['an unknown extension', `${prompt}/x-note`, 'hello', /'x-note' is not known in a string/],
  ['an extension where nobody looks', '/info/x-logo', 'logo.png', /nothing reads 'x-logo' here/],
  ['an extension in an operation', '/paths/~1v1~1images~1omni-image/get/x-cache', 5, /nothing reads 'x-cache' here/],
  [
    'an unknown keyword in a parameter',
    '/components/parameters/PageNum/schema/multipleOf',
    5,
    /'multipleOf' is not known/,
  ],
  ['an unknown form option', `${prompt}/x-form/rows`, 4, /'rows' is not known in x-form/],
  [
    'an unknown image rule',
    '/components/schemas/ImageReference/properties/image/x-image/dpi',
    72,
    /'dpi' is not known in x-image/,
  ],
  [
    'a missing image rule',
    '/components/schemas/ImageReference/properties/image/x-image/minSide',
    undefined,
    /'minSide' is missing/,
    '/components/schemas/ImageReference/properties/image/x-image',
  ],
  ['pixels for no word', `${request}/properties/resolution/x-pixels/8k`, 8192, /no word of the enum/],
  [
    'a word without pixels',
    `${request}/properties/resolution/enum/3`,
    '8k',
    /'8k' has no pixels/,
    `${request}/properties/resolution/x-pixels`,
  ],
  [
    'a word of two sizes',
    `${request}/properties/size`,
    { type: 'string', enum: ['2k'], 'x-pixels': { '2k': 2000 } },
    /another x-pixels says 2048 for '2k'/,
    `${request}/properties/size/x-pixels/2k`,
  ],
  ['references into no field', `${prompt}/x-references/video`, 'video_list', /no field 'video_list'/],
  ['references into no list', `${prompt}/x-references/image`, 'resolution', /not an array/],
  ['a shared limit of no field', `${request}/x-combined-max-items/fields/1`, 'video_list', /no field 'video_list'/],
  [
    'a shared limit without a number',
    `${request}/x-combined-max-items/max`,
    undefined,
    /'max' is missing/,
    `${request}/x-combined-max-items`,
  ],
  [
    'ignored when no field',
    `${amount}/x-ignored-when`,
    { mode: 'single' },
    /no other field 'mode'/,
    `${amount}/x-ignored-when/mode`,
  ],
  ['ignored when no word', `${amount}/x-ignored-when/result_type`, 'double', /'double' is no word/],
  [
    'ignored when two things',
    `${amount}/x-ignored-when/resolution`,
    '1k',
    /exactly one field/,
    `${amount}/x-ignored-when`,
  ],
  ['an unknown kind of error', `${errorCodes}/1000/kind`, 'sadness', /'sadness' is no kind of error/],
  ['an unknown note on an error', `${errorCodes}/1000/hint`, 'try', /'hint' is not known in an error code/],
  [
    'a status word without a meaning',
    '/components/schemas/TaskStatus/enum/4',
    'cancelled',
    /'cancelled' of the task is in no list/,
    `${task}/words`,
  ],
  [
    'a state that the engine does not have',
    `${task}/words/cancelled`,
    ['cancelled'],
    /'cancelled' is no state of a task/,
  ],
  ['a status word with two meanings', `${task}/words/failed/2`, 'pending', /already means 'submitted'/],
  ['a final state that is none', `${task}/final/2`, 'cancelled', /'cancelled' is no state/],
  ['an operation that is not there', `${task}/get`, 'getImage', /no operation 'getImage'/],
  ['a callback that is not there', `${task}/callback`, 'getOmniImage', /no callback 'getOmniImage'/],
  ['a task pointer to nowhere', `${task}/task/reason`, '/task_message', /leads nowhere in the schema Task/],
  ['a pointer past a text', `${task}/task/images/0`, '/task_id/images', /leads nowhere in the schema Task/],
  ['a request pointer to nowhere', `${task}/request/externalId`, '/id', /leads nowhere in the schema OmniImageRequest/],
  ['a count without a way', `${task}/count/fields/series`, undefined, /'series' is missing/, `${task}/count/fields`],
  ['a price for no word', `${task}/price/units/8k`, 32, /no word of \/resolution/],
  ['an unknown part of x-task', `${task}/priority`, 1, /'priority' is not known in x-task/],
  ['no deadline', `${task}/deadlineMs`, undefined, /'deadlineMs' is missing/, task],
  ['a header parameter', '/components/parameters/PageNum/in', 'header', /parameters in 'header' are not supported/],
  [
    'a body that is no JSON',
    '/paths/~1v1~1images~1omni-image/post/requestBody/content/text~1plain',
    { schema: { type: 'string' } },
    /only application\/json/,
  ],
  [
    'a body without a name',
    '/paths/~1v1~1images~1omni-image/post/requestBody/content/application~1json/schema',
    { type: 'object' },
    /give this schema a name/,
  ],
  [
    'an operation without an id',
    '/paths/~1v1~1images~1omni-image/get/operationId',
    undefined,
    /'operationId' is missing/,
    '/paths/~1v1~1images~1omni-image/get',
  ],
  [
    'servers of one operation',
    '/paths/~1v1~1images~1omni-image/get/servers',
    [{ url: 'https://x.example' }],
    /the top only/,
  ],
  ['servers of one path', '/paths/~1v1~1images~1omni-image/servers', [{ url: 'https://x.example' }], /the top only/],
  ['an id twice', '/paths/~1v1~1images~1omni-image/get/operationId', 'createOmniImage', /the id of another operation/],
  ['a name that is no name', '/components/schemas/task-2', { type: 'string' }, /cannot be a name in code/],
  [
    'a field that a form cannot show',
    `${request}/properties/extra`,
    { description: 'Anything.' },
    /a form cannot show/,
  ],
]

describe('generation stops at', () => {
  it.each(cases)('%s', async (_name, at, value, reason, pointer = at) => {
    const refusal = await generate(editedSpec({ [at]: value }), {}).then(
      () => 'no refusal',
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(Refusal)
    expect((refusal as Refusal).reason).toMatch(reason)
    expect((refusal as Refusal).pointer).toBe(pointer)
  })

  it('a refusal is shown with its line', () => {
    const spec = parseSpec('a:\n  b:\n    - x\n    - c: 1\n')
    expect(spec.locate('/a/b/1/c')).toEqual({ line: 4, column: 7 })
    expect(spec.locate('/a/b/7')).toEqual({ line: 2, column: 3 })
  })

  it('a file that is no YAML', async () => {
    await expect(generate('a: [', {})).rejects.toThrow(/not readable as YAML/)
  })
})
