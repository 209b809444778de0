import { describe, expect, it } from 'vitest'
import { generate } from '../src/generate.ts'
import { currentSpec, editedSpec } from './edited-spec.ts'
import { typeErrors } from './type-errors.ts'

const comparison = 'schemas.test-d.ts'

/** The current files, but the types of an edited spec: as if one of the two generators had missed a change. */
async function withTypesOf(edits: Readonly<Record<string, unknown>>): Promise<Map<string, string>> {
  const files = await generate(currentSpec(), {})
  return files.set('types.ts', (await generate(editedSpec(edits), {})).get('types.ts')!)
}

describe('the comparison of TypeBox with openapi-typescript', () => {
  it('finds nothing while both know the same', { timeout: 30_000 }, async () => {
    expect(typeErrors([comparison], await withTypesOf({}))).toEqual([])
  })

  it.each([
    ['an added optional field', { '/components/schemas/TaskInfo/properties/note': { type: 'string' } }],
    [
      'a field that became unknown',
      { '/components/schemas/TaskInfo/properties/external_task_id': { description: 'Any.' } },
    ],
    ['a field that became required', { '/components/schemas/TaskInfo/required': ['external_task_id'] }],
  ])('names the schema that has %s', { timeout: 30_000 }, async (_name, edits) => {
    const errors = typeErrors([comparison], await withTypesOf(edits))
    expect(errors.join('\n')).toMatch(/\bTaskInfo\b/)
  })
})
