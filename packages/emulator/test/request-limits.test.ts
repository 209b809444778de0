import { describe, expect, it } from 'vitest'
import { createDesk, keyed, path, read } from './desk.ts'

const urls = (count: number) => Array.from({ length: count }, () => ({ image: 'https://images.example.com/a.png' }))
const elements = (count: number) => Array.from({ length: count }, () => ({ element_id: '829836802793406551' }))

describe('limits of a request', () => {
  it.each<[string, Record<string, unknown>]>([
    ['2500 characters', { prompt: 'a'.repeat(2500) }],
    ['2500 emoji, which are two units each', { prompt: '🦊'.repeat(2500) }],
    ['n: 1', { n: 1 }],
    ['n: 9', { n: 9 }],
    ['series_amount: 2', { result_type: 'series', series_amount: 2 }],
    ['series_amount: 9', { result_type: 'series', series_amount: 9 }],
    ['series_amount: auto', { result_type: 'series', series_amount: 'auto' }],
    ['ten references in a mix', { image_list: urls(6), element_list: elements(4) }],
    ['the largest element', { element_list: [{ element_id: '9223372036854775807' }] }],
    ['a placeholder with its image', { prompt: 'like <<<image_1>>>', image_list: urls(1) }],
    [
      'words in any case',
      { resolution: '4K', aspect_ratio: 'AUTO', result_type: 'Series', model_name: 'Kling-V3-Omni' },
    ],
    ['empty optional texts', { resolution: '', aspect_ratio: '', callback_url: '', external_task_id: '' }],
    ['a field that nobody knows', { mode: 'pro' }],
  ])('lets %s pass', async (_name, changes) => {
    expect(await createDesk().create(changes)).toMatchObject({ status: 200, code: 0, message: 'SUCCEED' })
  })

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['2501 characters', { prompt: 'a'.repeat(2501) }, /^prompt .*2500.*2501/],
    ['2501 emoji', { prompt: '🦊'.repeat(2501) }, /^prompt .*2500.*2501/],
    ['an empty prompt', { prompt: '' }, /^prompt /],
    ['no prompt', { prompt: undefined }, /^prompt /],
    ['no model', { model_name: undefined }, /^model_name /],
    ['n: 0', { n: 0 }, /^n .*at least 1/],
    ['n: 10', { n: 10 }, /^n .*at most 9/],
    ['n: 1.5', { n: 1.5 }, /^n .*integer/],
    ['n as text', { n: '2' }, /^n .*integer/],
    ['series_amount: 1', { result_type: 'series', series_amount: 1 }, /^series_amount .*at least 2/],
    ['series_amount: 10', { result_type: 'series', series_amount: 10 }, /^series_amount .*at most 9/],
    ['another ratio', { aspect_ratio: '5:4' }, /^aspect_ratio .*16:9/],
    ['another resolution', { resolution: '8k' }, /^resolution /],
    ['eleven images', { image_list: urls(11) }, /^image_list .*10/],
    ['eleven elements', { element_list: elements(11) }, /^element_list .*10/],
    ['eleven references in a mix', { image_list: urls(6), element_list: elements(5) }, /^element_list .*10/],
    ['an element beyond 64 bits', { element_list: [{ element_id: '9223372036854775808' }] }, /^element_list\[0\]/],
    ['an element that is no number', { element_list: [{ element_id: 'abc' }] }, /^element_list\[0\]/],
    [
      'a placeholder without its image',
      { prompt: 'like <<<image_3>>>', image_list: urls(2) },
      /^prompt .*<<<image_3>>>/,
    ],
    ['null', { n: null }, /^n /],
    ['a callback that is no address', { callback_url: 'nowhere' }, /^callback_url /],
    ['a very long id', { external_task_id: 'x'.repeat(4097) }, /^external_task_id /],
  ])('refuses %s and names the field', async (_name, changes, message) => {
    expect(await createDesk().create(changes)).toMatchObject({
      status: 400,
      code: 1201,
      message: expect.stringMatching(message),
    })
  })

  it('does not know other models', async () => {
    expect(await createDesk().create({ model_name: 'kling-v9' })).toMatchObject({ status: 404, code: 1203 })
  })

  it('takes an element id as a bare integer, digit for digit', async () => {
    const { send, emulator } = createDesk()
    const body = '{"model_name":"kling-v3-omni","prompt":"x","element_list":[{"element_id":829836802793406551}]}'
    expect((await send(path, { method: 'POST', body })).status).toBe(200)
    expect(emulator.requests()[0]?.input?.element_list).toEqual([{ element_id: '829836802793406551' }])
  })

  it.each([
    ['not JSON', '{"prompt":', keyed],
    ['another type of content', '{}', { ...keyed, 'content-type': 'text/plain' }],
  ])('refuses a body that is %s', async (_name, body, headers) => {
    expect(await read(await createDesk().send(path, { method: 'POST', body, headers }))).toMatchObject({
      status: 400,
      code: 1200,
    })
  })

  it('refuses a body that is no object', async () => {
    const reply = await read(await createDesk().send(path, { method: 'POST', body: '[]' }))
    expect(reply).toMatchObject({ status: 400, code: 1201 })
  })

  it('refuses a body above the cap with 413, one at the cap passes', async () => {
    const body = JSON.stringify({ model_name: 'kling-v3-omni', prompt: 'A lighthouse' })
    const { send } = createDesk({ limits: { bodyBytes: body.length } })
    expect((await send(path, { method: 'POST', body })).status).toBe(200)
    expect(await read(await send(path, { method: 'POST', body: `${body} ` }))).toMatchObject({
      status: 413,
      code: 'read_request_body_failed',
    })
  })
})
