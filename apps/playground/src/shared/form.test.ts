import { omniImageFields, type Field } from '@omni-image/core/wire'
import { describe, expect, it, vi } from 'vitest'
import { createForm } from './create-form.ts'
import { toPlacedIssues } from './placed-issues.ts'
import { toInput } from './to-input.ts'

const madeUp: readonly Field[] = [
  { key: 'style', label: 'Style', kind: 'choice', options: ['photo', 'ink'], default: 'photo' },
  { key: 'fidelity', label: 'Fidelity', kind: 'number', min: 0, max: 1 },
  {
    key: 'image_list',
    label: 'Images',
    kind: 'images',
    fields: [
      { key: 'image', label: 'Image', kind: 'image', required: true },
      { key: 'role', label: 'Role', kind: 'choice', options: ['subject', 'style'], default: 'subject' },
    ],
  },
]

const png = (name: string): File => new File(['bytes'], name, { type: 'image/png' })

describe('the form', () => {
  it('asks for nothing but the prompt when nothing else was touched', () => {
    const form = createForm(omniImageFields)
    form.set('/prompt', 'a lighthouse')
    expect(toInput(form.fields, form.getState().values)).toEqual({ prompt: 'a lighthouse' })
  })

  it('says what was chosen, with the field that counts and without the one that does not', () => {
    const form = createForm(omniImageFields)
    form.set('/prompt', 'a lighthouse')
    form.set('/n', 3)
    form.set('/result_type', 'series')
    form.set('/series_amount', 'auto')
    form.set('/watermark_info/enabled', true)
    form.add('/element_list', { element_id: '829836802793406551' })
    expect(toInput(form.fields, form.getState().values)).toEqual({
      prompt: 'a lighthouse',
      element_list: [{ element_id: '829836802793406551' }],
      result_type: 'series',
      series_amount: 'auto',
      watermark_info: { enabled: true },
    })
  })

  it('keeps the order of files and addresses', () => {
    const form = createForm(omniImageFields)
    const [hat, sketch] = [png('hat.png'), png('sketch.png')]
    form.addImages([hat, sketch])
    form.addImages([' https://example.com/photo.jpg '])
    form.remove('/image_list', 0)
    expect(toInput(form.fields, form.getState().values)).toEqual({
      image_list: [{ image: sketch }, { image: 'https://example.com/photo.jpg' }],
    })
  })

  it('takes fields that nobody has heard of yet', () => {
    const form = createForm(madeUp)
    const hat = png('hat.png')
    form.set('/style', 'ink')
    form.set('/fidelity', 0.5)
    form.addImages([hat])
    form.set('/image_list/0/role', 'style')
    expect(toInput(form.fields, form.getState().values)).toEqual({
      style: 'ink',
      fidelity: 0.5,
      image_list: [{ image: hat, role: 'style' }],
    })
  })

  it('gives the memory of a preview back when the picture is taken out', () => {
    const release = vi.spyOn(URL, 'revokeObjectURL')
    const form = createForm(omniImageFields)
    form.addImages([png('hat.png'), png('sketch.png')])
    form.remove('/image_list', 0)
    expect(release).toHaveBeenCalledTimes(1)
    release.mockRestore()
  })

  it('shows what is wrong beside its field until that field is changed', () => {
    const form = createForm(omniImageFields)
    form.addImages([png('hat.png')])
    form.showIssues([
      { path: '/prompt', code: 'required', message: 'prompt must be given.' },
      { path: '/image_list/0/image', code: 'imageSide', expected: 300, received: 299, message: '…' },
    ])
    form.set('/prompt', 'a hat')
    expect(toPlacedIssues(form.fields, form.getState())).toEqual([
      {
        path: '/image_list/0/image',
        label: 'Reference images, hat.png',
        message: 'The shorter side has 299 pixels; at least 300 are needed.',
      },
    ])
  })
})
