import type { Field } from '@omni-image/core/wire'
import { beforeEach, expect, it } from 'vitest'
import { initialValues } from './form-values.ts'
import { keepValues, takeKeptValues } from './kept-values.ts'

const fields: readonly Field[] = [
  { key: 'prompt', label: 'Prompt', kind: 'text' },
  { key: 'resolution', label: 'Resolution', kind: 'choice', options: ['1k', '2k'], default: '1k' },
  { key: 'tags', label: 'Tags', kind: 'list' },
  { key: 'mask', label: 'Mask', kind: 'image' },
]
const filled = { ...initialValues(fields), prompt: 'a lighthouse', tags: ['sea'] }

beforeEach(() => sessionStorage.clear())

it('what was filled in comes back once', () => {
  keepValues(fields, filled)
  expect(takeKeptValues(fields)).toEqual(filled)
  expect(takeKeptValues(fields)).toEqual(initialValues(fields))
})

it('what was left alone gets its new default', () => {
  keepValues(fields, filled)
  const later = fields.map((field) => (field.key === 'resolution' ? { ...field, default: '2k' } : field))
  expect(takeKeptValues(later)).toEqual({ ...filled, resolution: '2k' })
})

it('what is gone, or of another make now, begins anew', () => {
  keepValues(fields, filled)
  const later: readonly Field[] = [
    { key: 'prompt', label: 'Prompt', kind: 'text' },
    { key: 'tags', label: 'Tags', kind: 'text' },
  ]
  expect(takeKeptValues(later)).toEqual({ prompt: 'a lighthouse', tags: '' })
})

it('a picture is not kept, as it cannot be written down', () => {
  const mask = { id: 1, image: new File(['x'], 'mask.png'), name: 'mask.png', previewUrl: 'blob:1' }
  keepValues(fields, { ...filled, mask })
  expect(takeKeptValues(fields)).toEqual(filled)
})
