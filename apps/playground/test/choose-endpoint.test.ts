import { expect, it } from 'vitest'
import { chooseEndpoint } from '../server/choose-endpoint.ts'

it('without settings the emulator answers', () => {
  expect(chooseEndpoint({}).name).toBe('the emulator')
})

const address = 'https://api.example.com/v9'

it('with an address and a key the endpoint answers', () => {
  const { name, pictureHosts } = chooseEndpoint({ OMNI_IMAGE_BASE_URL: address, OMNI_IMAGE_TOKEN: 'key-1' })
  expect([name, pictureHosts]).toEqual(['https://api.example.com', ['https:']])
})

it('an access key and its secret are a key, too', () => {
  const pair = { OMNI_IMAGE_ACCESS_KEY: 'access', OMNI_IMAGE_SECRET_KEY: 'key-1' }
  expect(chooseEndpoint({ OMNI_IMAGE_BASE_URL: address, ...pair }).name).toBe('https://api.example.com')
})

it.each([
  ['an address without a key', { OMNI_IMAGE_BASE_URL: address }, 'without OMNI_IMAGE_TOKEN'],
  ['a token without an address', { OMNI_IMAGE_TOKEN: 'key-1' }, 'without OMNI_IMAGE_BASE_URL'],
  ['half a pair', { OMNI_IMAGE_BASE_URL: address, OMNI_IMAGE_SECRET_KEY: 'key-1' }, 'OMNI_IMAGE_ACCESS_KEY'],
  ['an address that is none', { OMNI_IMAGE_BASE_URL: 'api', OMNI_IMAGE_TOKEN: 'key-1' }, 'http(s) address'],
  ['an address with a key', { OMNI_IMAGE_BASE_URL: 'https://key-1@a.b', OMNI_IMAGE_TOKEN: 'key-1' }, 'http(s) origin'],
  ['a token of two lines', { OMNI_IMAGE_BASE_URL: address, OMNI_IMAGE_TOKEN: 'key-1\nx' }, 'can stand in a header'],
])('%s is refused, without a word of the key', (_name, settings, words) => {
  expect(() => chooseEndpoint(settings)).toThrow(words)
  expect(() => chooseEndpoint(settings)).not.toThrow('key-1')
})
