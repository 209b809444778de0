import { expect, it } from 'vitest'
import { chooseEndpoint } from '../server/choose-endpoint.ts'

it('without settings the emulator answers', () => {
  expect(chooseEndpoint({}).name).toBe('the emulator')
})

it('with both settings the endpoint answers, and its name holds no secret', () => {
  const settings = { OMNI_IMAGE_BASE_URL: 'https://user:word@api.example.com/v9', OMNI_IMAGE_TOKEN: 'key-1' }
  expect(chooseEndpoint(settings).name).toBe('https://api.example.com')
})

it.each([
  ['an address without a token', { OMNI_IMAGE_BASE_URL: 'https://api.example.com' }, 'without OMNI_IMAGE_TOKEN'],
  ['a token without an address', { OMNI_IMAGE_TOKEN: 'key-1' }, 'without OMNI_IMAGE_BASE_URL'],
  ['an address that is none', { OMNI_IMAGE_BASE_URL: 'api', OMNI_IMAGE_TOKEN: 'key-1' }, 'http(s) address'],
  ['a token of two lines', { OMNI_IMAGE_BASE_URL: 'http://a.b', OMNI_IMAGE_TOKEN: 'key-1\nx' }, 'cannot stand in'],
])('%s is refused, without a word of the token', (_name, settings, words) => {
  expect(() => chooseEndpoint(settings)).toThrow(words)
  expect(() => chooseEndpoint(settings)).not.toThrow('key-1')
})
