import { omniImageFields } from '@omni-image/core/wire'
import { expect, it } from 'vitest'
import { createForm, type Form } from './create-form.ts'
import { planPictures } from './picture-plan.ts'
import type { Reference } from './reference.ts'
import { valueAt } from './form-values.ts'

const planOf = (form: Form) => planPictures(form.getState().values)

it('frames have the number and the shape of what was asked for', () => {
  const form = createForm(omniImageFields)
  form.set('/result_type', 'series')
  form.set('/series_amount', 6)
  form.set('/aspect_ratio', '16:9')
  form.set('/resolution', '2k')
  expect(planOf(form)).toMatchObject({ count: 6, widthPixels: 2048, heightPixels: 1152 })
})

it('an amount that cannot be falls back to what the API takes for granted', () => {
  const form = createForm(omniImageFields)
  form.set('/n', 5000)
  expect(planOf(form).count).toBe(1)
})

it('auto goes by the first reference', () => {
  const form = createForm(omniImageFields)
  form.addImages([new File([''], 'wide.png')])
  const reference = valueAt(form.getState().values, '/image_list/0/image') as Reference
  form.measure(reference.id, 1200, 800)
  expect(planOf(form)).toMatchObject({ widthPixels: 1024, heightPixels: 683 })
})
