import { describe, expect, it } from 'vitest'
import { generate } from '../src/generate.ts'
import { editedSpec } from './edited-spec.ts'

const style = { semi: false, singleQuote: true, printWidth: 200 }
const place = '/components/schemas/OmniImageRequest/properties/extra'

/** A new optional field, and how each generated file has to know it. */
const cases = [
  {
    schema: { type: 'string', title: 'Extra', maxLength: 12 },
    types: /extra\?: string\n/,
    schemas: /extra: TOptional<TString>/,
    validators: "checkString(inside, 'extra', undefined, 12)",
    shape: undefined,
    fields: "{ key: 'extra', label: 'Extra', kind: 'text', maxLength: 12 }",
  },
  {
    schema: { type: 'integer', minimum: 0, maximum: 7, default: 3 },
    types: /extra\?: number\n/,
    schemas: /extra: TOptional<TInteger>/,
    validators: "checkInteger(inside, 'extra', 0, 7)",
    shape: undefined,
    fields: "{ key: 'extra', label: 'Extra', kind: 'integer', min: 0, max: 7, default: 3 }",
  },
  {
    schema: { type: 'boolean', 'x-ignored-when': { result_type: 'series' } },
    types: /extra\?: boolean\n/,
    schemas: /extra: TOptional<TBoolean>/,
    validators: "checkBoolean(inside, 'extra')",
    shape: "extra: { ignoredWhen: { field: 'result_type', word: 'series', assumed: 'single' } }",
    fields: "{ key: 'extra', label: 'Extra', kind: 'boolean', ignoredWhen: { field: 'result_type', word: 'series' } }",
  },
  {
    schema: { type: 'string', enum: ['low', 'high'], default: 'low' },
    types: /extra\?: 'low' \| 'high'\n/,
    schemas: /extra: TOptional<TUnion<\[TLiteral<'low'>, TLiteral<'high'>\]>>/,
    validators: "checkEnum(inside, 'extra', 'low', 'high')",
    shape: "extra: { words: ['low', 'high'] }",
    fields: "{ key: 'extra', label: 'Extra', kind: 'choice', options: ['low', 'high'], default: 'low' }",
  },
]

describe('a new optional field reaches every file', () => {
  it.each(cases)('$schema.type $schema.enum', async ({ schema, types, schemas, validators, shape, fields }) => {
    const files = await generate(editedSpec({ [place]: schema }), style)
    expect(files.get('types.ts')).toMatch(types)
    expect(files.get('schemas.ts')).toMatch(schemas)
    expect(files.get('validators.ts')).toContain(validators)
    expect(files.get('fields.ts')).toContain(fields)
    expect(/^ *(extra: .*),$/m.exec(files.get('request-shape.ts')!)?.[1]).toBe(shape)
  })

  it('one that is ignored is no part of the variant that ignores it', async () => {
    const files = await generate(
      editedSpec({ [place]: { type: 'boolean', 'x-ignored-when': { result_type: 'series' } } }),
      style,
    )
    expect(files.get('request-shape.ts')).toContain("{ result_type: 'series'; n?: never; extra?: never }")
  })

  it('one that should not be used any more is marked in the types, and stays what it is elsewhere', async () => {
    const marked = await generate(editedSpec({ [place]: { type: 'string', deprecated: true } }), style)
    const plain = await generate(editedSpec({ [place]: { type: 'string' } }), style)
    const changed = [...marked].filter(([name, text]) => plain.get(name) !== text).map(([name]) => name)
    expect(changed).toEqual(['inputs.ts', 'types.ts'])
    for (const name of changed) expect(marked.get(name)).toMatch(/@deprecated \*\/\s+(readonly )?extra\?: /)
  })

  it('a word or a limit too', async () => {
    const request = '/components/schemas/OmniImageRequest'
    const files = await generate(
      editedSpec({
        [`${request}/properties/aspect_ratio/enum/9`]: '5:4',
        [`${request}/properties/prompt/maxLength`]: 3000,
        [`${request}/properties/prompt/x-references/style`]: 'image_list',
        [`${request}/x-combined-max-items/max`]: 12,
        '/components/schemas/ImageReference/properties/image/x-image/minSide': 256,
      }),
      style,
    )
    for (const name of ['types.ts', 'schemas.ts', 'validators.ts', 'request-shape.ts', 'fields.ts']) {
      expect(files.get(name)).toContain("'5:4'")
    }
    expect(files.get('validators.ts')).toContain("checkString(inside, 'prompt', 1, 3000)")
    expect(files.get('validators.ts')).toContain("checkCombinedMaxItems(inside, 12, 'image_list', 'element_list')")
    expect(files.get('image-limits.ts')).toContain('minSide: 256')
    for (const name of ['validators.ts', 'request-shape.ts']) {
      expect(files.get(name)).toContain("{ image: 'image_list', element: 'element_list', style: 'image_list' }")
    }
  })
})
