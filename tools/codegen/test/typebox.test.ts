import * as published from '@omni-image/core/schemas'
import { FormatRegistry } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import { generate } from '../src/generate.ts'
import { currentSpec } from './edited-spec.ts'

const request = { model_name: 'kling-v4-omni', prompt: 'a lighthouse', callback_url: 'https://example.com/callback' }
const withId = (element_id: unknown): object => ({ ...request, element_list: [{ element_id }] })

const questions: readonly [value: unknown, isGood: boolean][] = [
  [request, true],
  [{ ...request, model_name: '' }, false],
  [{ ...request, series_amount: 'auto', resolution: '4k' }, true],
  [{ ...request, series_amount: 1 }, false],
  [{ ...request, resolution: '8k' }, false],
  [{ ...request, callback_url: 'callback' }, false],
  [withId('829836802793406551'), true],
  [withId(321922438904313), true],
  [withId(2 ** 60), false],
  [withId('12a'), false],
]

it.each(questions)('TypeBox checks %j: %s', (value, isGood) => {
  FormatRegistry.Set('uri', (text) => URL.canParse(text))
  expect(Value.Check(published.OmniImageRequestSchema, value)).toBe(isGood)
})

it('TypeBox takes an id as a bigint', () => {
  expect(Value.Check(published.OmniImageRequestSchema, withId(829836802793406551n))).toBe(true)
})

it.each(questions)('ajv, as Fastify uses it, checks %j: %s', (value, isGood) => {
  const ajv = new Ajv({ coerceTypes: false })
  ajv.addFormat('uri', (text: string) => URL.canParse(text))
  expect(ajv.validate(published.OmniImageRequestSchema, value)).toBe(isGood)
})

it('coercion leaves the digits of an id alone', () => {
  const ajv = new Ajv({ coerceTypes: 'array', removeAdditional: true, useDefaults: true })
  ajv.addFormat('uri', true)
  const value = withId('829836802793406551') as { element_list: { element_id: unknown }[] }
  expect(ajv.validate(published.OmniImageRequestSchema, value)).toBe(true)
  expect(value.element_list[0]?.element_id).toBe('829836802793406551')
})

it('every generated schema is published', async () => {
  const files = await generate(currentSpec(), {})
  const names = ['schemas.ts', 'standard-schemas.ts'].flatMap((name) =>
    [...files.get(name)!.matchAll(/^export const (\w+)/gm)].map(([, exported]) => exported),
  )
  expect(new Set(Object.keys(published))).toEqual(new Set(names))
})
