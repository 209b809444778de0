import { describe, expect, it } from 'vitest'
import { changesOf, field, image, list, request, schemas, task } from './pairs.ts'

describe('a change of the spec', () => {
  it.each([
    ['words in another order', { [`${field}/resolution/enum`]: ['4k', '1k', '2k'] }],
    ['required fields in another order', { [`${request}/required`]: ['prompt', 'model_name'] }],
    ['formats in another order', { [`${image}/x-image/formats`]: ['png', 'jpeg'] }],
    [
      'ways in another order',
      {
        [`${field}/series_amount/anyOf`]: [
          { enum: ['auto'], type: 'string' },
          { maximum: 9, minimum: 2, type: 'integer' },
        ],
      },
    ],
    [
      'a reference written out',
      {
        [`${task}/properties/task_info/anyOf/0`]: {
          type: 'object',
          description: 'What the caller said of the task.',
          properties: { external_task_id: { description: "The caller's own id.", type: ['string', 'null'] } },
        },
      },
    ],
    [
      'null written in another way',
      {
        [`${task}/properties/final_unit_deduction`]: {
          description: 'Units billed in the end.',
          anyOf: [{ type: 'null' }, { type: 'string' }],
        },
      },
    ],
    ['a limit that limits nothing', { [`${field}/callback_url/minLength`]: 0, [`${field}/image_list/minItems`]: 0 }],
    [
      'a switch that is off',
      { [`${field}/resolution/x-open-enum`]: false, [`${task}/properties/created_at/x-lossless`]: false },
    ],
    [
      'a parameter in its place',
      {
        [`${list}/parameters/0`]: {
          in: 'query',
          name: 'pageNum',
          description: 'Which page, from 1.',
          schema: { maximum: 1000, minimum: 1, type: 'integer', default: 1 },
        },
      },
    ],
  ])('is none for %s', (_edit, after) => {
    expect(changesOf(after)).toEqual([])
  })

  it('stands where the spec says so, or where the released one did', () => {
    const [gone, added] = changesOf({ [`${field}/resolution/enum`]: ['1k', '4k', '8k'] })
    expect(gone).toMatchObject({ isGone: true, pointer: `${field}/resolution/enum/1` })
    expect(added).toMatchObject({ isGone: false, pointer: `${field}/resolution/enum/2` })
  })

  it('is told once, however many operations it reaches', () => {
    expect(changesOf({ [`${schemas}/GeneratedImage/properties/index`]: undefined })).toHaveLength(1)
  })
})
