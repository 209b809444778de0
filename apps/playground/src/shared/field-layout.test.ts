import { omniImageFields, type Field } from '@omni-image/core/wire'
import { expect, it } from 'vitest'
import { isInEffect, toLayout } from './field-layout.ts'
import { initialValues } from './form-values.ts'

const keys = (placed: readonly { readonly path: string }[]): string[] => placed.map(({ path }) => path)

it('every field of the spec that is not hidden has a place', () => {
  const { main, options, more } = toLayout(omniImageFields)
  const shown = (omniImageFields as readonly Field[]).filter((field) => !field.hidden)
  expect([...main, ...options, ...more]).toHaveLength(shown.length)
})

it('the prompt and the pictures come first', () => {
  expect(keys(toLayout(omniImageFields).main)).toEqual(['/prompt', '/image_list'])
})

it('new fields find their place by what they are', () => {
  const fields: readonly Field[] = [
    { key: 'strength', label: 'Strength', kind: 'number' },
    { key: 'negative_prompt', label: 'Negative prompt', kind: 'text', multiline: true },
    { key: 'note', label: 'Note', kind: 'text' },
    { key: 'mask', label: 'Mask', kind: 'image' },
  ]
  const { main, options, more } = toLayout(fields)
  expect([main, options, more].map(keys)).toEqual([['/negative_prompt', '/mask'], ['/strength'], ['/note']])
})

it('an object with one field is drawn as that field', () => {
  const watermark = toLayout(omniImageFields).options.find(({ field }) => field.kind === 'boolean')
  expect(watermark).toMatchObject({ path: '/watermark_info/enabled', field: { label: 'Watermark' } })
})

it('of the two amounts the one that counts is in effect', () => {
  const values = initialValues(omniImageFields)
  const inEffect = (omniImageFields as readonly Field[]).filter((field) => isInEffect(field, values))
  expect(inEffect.map(({ key }) => key).filter((key) => key === 'n' || key === 'series_amount')).toEqual(['n'])
})
