import { omniImageFields } from '@omni-image/core/wire'
import { describe, expect, it } from 'vitest'
import { createForm, type Form } from './create-form.ts'
import { toPromptNotes } from './prompt-notes.ts'

function formWith(prompt: string, images: number, elements = 0): Form {
  const form = createForm(omniImageFields)
  form.set('/prompt', prompt)
  form.addImages(Array.from({ length: images }, (_, index) => new File(['bytes'], `${index + 1}.png`)))
  for (let id = 1; id <= elements; id++) form.add('/element_list', { element_id: `${id}` })
  return form
}

const notesOf = (form: Form): string[] => toPromptNotes('/prompt', form.getState(), []).map(({ text }) => text)

describe('taking a reference out', () => {
  it.each([
    ['numbers above it go down', '<<<image_2>>> <<<image_3>>>', 0, '<<<image_1>>> <<<image_2>>>'],
    ['numbers below it stay', '<<<image_1>>> <<<image_2>>>', 2, '<<<image_1>>> <<<image_2>>>'],
    ['its own mention means nothing any more', '<<<image_1>>> <<<image_2>>>', 0, '<<<image_3>>> <<<image_1>>>'],
    ['what meant nothing before still does', '<<<image_3>>> <<<image_9>>>', 0, '<<<image_2>>> <<<image_9>>>'],
    ['elements have numbers of their own', '<<<element_2>>> <<<image_2>>>', 0, '<<<element_2>>> <<<image_1>>>'],
  ])('%s', (_name, prompt, index, expected) => {
    const form = formWith(prompt, 3, 2)
    form.remove('/image_list', index)
    expect(form.getState().values['prompt']).toBe(expected)
  })

  it('is noted where the prompt still mentions it', () => {
    const form = formWith('<<<image_1>>> on <<<image_2>>>', 2)
    form.remove('/image_list', 0)
    expect(notesOf(form)).toEqual(['There is no <<<image_2>>>; the list has 1 in it.'])
  })

  it('and adding another puts that in its place', () => {
    const form = formWith('<<<image_1>>> on <<<image_2>>>', 2)
    form.remove('/image_list', 0)
    form.addImages(['https://example.com/hat.jpg'])
    expect(notesOf(form)).toEqual(['All references are mentioned.'])
  })
})

describe('the notes of a prompt', () => {
  it.each([
    ['nothing without references', 'a hat', 0, []],
    ['that it goes for all', 'a hat', 2, ['Goes for all references. Press a chip to mention one.']],
    ['what is not there', '<<<image_2>>>', 0, ['There is no <<<image_2>>>; the list has nothing in it.']],
    ['what was left out, in one line', '<<<image_2>>>', 3, ['Not mentioned: <<<image_1>>>, <<<image_3>>>.']],
    ['a slip of the pen', '<<image_1>>', 1, ['<<image_1>> does nothing. Write <<<image_1>>>.']],
    ['the same slip once', '@image1 and @image1', 1, ['@image1 does nothing. Write <<<image_1>>>.']],
  ])('%s', (_name, prompt, images, expected) => {
    expect(notesOf(formWith(prompt, images))).toEqual(expected)
  })

  it('leave out what stands below the field already', () => {
    const form = formWith('<<<image_2>>>', 0)
    const message = 'There is no <<<image_2>>>; the list has nothing in it.'
    expect(toPromptNotes('/prompt', form.getState(), [message])).toEqual([])
  })
})

it('a complaint about a reference goes when the reference comes', () => {
  const form = formWith('<<<image_1>>>', 0)
  form.showIssues([{ path: '/prompt', code: 'reference', expected: 0, received: '<<<image_1>>>', message: '…' }])
  form.addImages(['https://example.com/hat.jpg'])
  expect(form.getState().issues).toEqual([])
})
