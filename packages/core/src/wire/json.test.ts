import { describe, expect, it } from 'vitest'
import { parseJson, toJsonParts, writeJson } from './json.ts'

describe('writing', () => {
  it.each([829836802793406551n, -9223372036854775808n, 9223372036854775807n, 0n, 7n])('keeps %s exact', async (id) => {
    expect(writeJson({ list: [{ id }], last: id })).toBe(`{"list":[{"id":${id}}],"last":${id}}`)
  })

  it('writes everything else as JSON.stringify does', async () => {
    const value = {
      text: 'a "b"\n\u2028',
      number: 1.5,
      none: null,
      left: undefined,
      date: new Date(0),
      list: [undefined, true],
    }
    expect(writeJson(value)).toBe(JSON.stringify(value))
  })

  it.each(['int64:7', '"int64:7"', 'int64:abc:7', '829836802793406551', '{"id":829836802793406551}'])(
    'leaves the text %s alone',
    async (text) => {
      expect(writeJson({ text, id: 1n })).toBe(`{"text":${JSON.stringify(text)},"id":1}`)
    },
  )

  it('leaves a text alone that has the form of an earlier answer', async () => {
    const earlier = writeJson(['x', 12n])
    expect(JSON.parse(writeJson([earlier, 1n]))).toEqual([earlier, 1])
  })

  it('puts the text of a Blob where it belongs, beside exact integers', async () => {
    const value = { id: 829836802793406551n, first: new Blob(['AA', 'BB']), last: { second: new Blob(['CC']), id: 7n } }
    expect(await new Blob(toJsonParts(value) as BlobPart[]).text()).toBe(
      '{"id":829836802793406551,"first":"AABB","last":{"second":"CC","id":7}}',
    )
  })

  it('writes 20 MB of text', async () => {
    const text = 'A'.repeat(20_000_000)
    expect(writeJson({ text, id: 1n }) === `{"text":"${text}","id":1}`).toBe(true)
  })
})

describe('reading', () => {
  it.each([
    ['{"id":829836802793406551}', { id: '829836802793406551' }],
    ['[-829836802793406551]', ['-829836802793406551']],
    ['829836802793406551', '829836802793406551'],
    ['{"at":1781080794151,"id":1234567890123456}', { at: 1_781_080_794_151, id: '1234567890123456' }],
    ['[0.12345678901234567]', [Number('0.12345678901234567')]],
    ['[12345678901234567890.5]', [Number('12345678901234567890.5')]],
    ['[1234567890123456789e2]', [Number('1234567890123456789e2')]],
    ['[-1.2345678901234567e-5]', [Number('-1.2345678901234567e-5')]],
    ['{"text":"id 829836802793406551, 2"}', { text: 'id 829836802793406551, 2' }],
    [String.raw`{"text":"\"id\":829836802793406551\\"}`, { text: String.raw`"id":829836802793406551` + '\\' }],
    ['{"829836802793406551":1}', { '829836802793406551': 1 }],
    ['{"id" :\n 829836802793406551 ,"b":[ 1 ]}', { id: '829836802793406551', b: [1] }],
  ])('%s', (text, expected) => {
    expect(parseJson(text)).toEqual(expected)
  })

  it.each(['{"id":829836802793406551', '{"id":0829836802793406551}', '<html>829836802793406551</html>', ''])(
    'refuses %s',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError)
    },
  )

  it.each([
    ['of one character', 'A'],
    ['of Base64 as PHP escapes it', `${'A'.repeat(63)}\\/`],
  ])('takes 20 MB of text %s beside a large id', (_name, unit) => {
    const text = unit.repeat(20_000_000 / unit.length)
    expect(parseJson(`{"text":"${text}","at":829836802793406551}`)).toMatchObject({ at: '829836802793406551' })
  })
})
