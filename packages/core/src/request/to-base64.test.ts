import { afterEach, expect, it, vi } from 'vitest'
import { toBase64 } from './to-base64.ts'

const bytes = Uint8Array.from({ length: 100_003 }, (_item, index) => (index * 7) % 256)
const expected = Buffer.from(bytes).toString('base64')

afterEach(() => {
  vi.unstubAllGlobals()
})

it('encodes in Node', () => {
  expect(toBase64(bytes)).toBe(expected)
})

it('encodes in a browser that has neither toBase64 nor Buffer', () => {
  vi.stubGlobal('Buffer', undefined)
  expect(toBase64(Object.assign(bytes.slice(), { toBase64: undefined }))).toBe(expected)
})

it('prefers the way of the runtime', () => {
  expect(toBase64(Object.assign(new Uint8Array(1), { toBase64: () => 'native' }))).toBe('native')
})

it('encodes a view, not the buffer beneath it', () => {
  expect(toBase64(bytes.subarray(3, 6))).toBe(Buffer.from(bytes.slice(3, 6)).toString('base64'))
})
