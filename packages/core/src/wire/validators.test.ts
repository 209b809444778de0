import { describe, expect, it } from 'vitest'
import {
  validateGatewayErrorResponse,
  validateOmniImageRequest,
  validateTask,
  validateTaskResponse,
} from './generated/validators.ts'

const request = { model_name: 'kling-v3-omni', prompt: 'a lighthouse' }
const images = (count: number): object[] =>
  Array.from({ length: count }, () => ({ image: 'https://example.com/a.png' }))
const elements = (count: number): object[] => Array.from({ length: count }, (_, index) => ({ element_id: index }))
const id = (element_id: unknown): object => ({ ...request, element_list: [{ element_id }] })

describe('validateOmniImageRequest', () => {
  it('has nothing to say about a good request', () => {
    expect(validateOmniImageRequest(request)).toBeUndefined()
    expect(
      validateOmniImageRequest({
        ...request,
        prompt: 'put <<<image_1>>> on <<<element_2>>>',
        image_list: images(1),
        element_list: elements(2),
        resolution: '4k',
        result_type: 'series',
        series_amount: 'auto',
        watermark_info: { enabled: true },
        callback_url: 'https://example.com/callback',
      }),
    ).toBeUndefined()
  })

  it('reports everything that is wrong, with pointers and measures', () => {
    expect(
      validateOmniImageRequest({
        prompt: '',
        image_list: [{ image: 'https://example.com/a.png' }, { image: 7 }, {}],
        aspect_ratio: '5:4',
        n: 10,
        watermark_info: null,
        callback_url: '/callback',
      }),
    ).toEqual([
      { path: '/model_name', code: 'required' },
      { path: '/prompt', code: 'minLength', expected: 1, received: 0 },
      { path: '/image_list/1/image', code: 'type', expected: 'string', received: 'number' },
      { path: '/image_list/2/image', code: 'required' },
      {
        path: '/aspect_ratio',
        code: 'enum',
        expected: ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', 'auto'],
        received: '5:4',
      },
      { path: '/n', code: 'maximum', expected: 9, received: 10 },
      { path: '/watermark_info', code: 'type', expected: 'object', received: 'null' },
      { path: '/callback_url', code: 'format', expected: 'an absolute URL' },
    ])
  })

  it('counts an emoji as one character', () => {
    expect(validateOmniImageRequest({ ...request, prompt: '😀'.repeat(2500) })).toBeUndefined()
    expect(validateOmniImageRequest({ ...request, prompt: '😀'.repeat(2501) })).toEqual([
      { path: '/prompt', code: 'maxLength', expected: 2500, received: 2501 },
    ])
    // Half of a pair counts as one.
    expect(validateOmniImageRequest({ ...request, prompt: '\ud83d'.repeat(2501) })?.[0]?.received).toBe(2501)
  })

  it.each([
    [0, 10, undefined],
    [10, 0, undefined],
    [5, 5, undefined],
    [11, 0, '/image_list'],
    [0, 11, '/element_list'],
    [10, 1, '/element_list'],
    [1, 10, '/element_list'],
  ])('%i images with %i elements', (imageCount, elementCount, path) => {
    const issues = validateOmniImageRequest({
      ...request,
      image_list: images(imageCount),
      element_list: elements(elementCount),
    })
    expect(issues).toEqual(path && [{ path, code: 'combinedMaxItems', expected: 10, received: 11 }])
  })

  it('misses the item of a placeholder', () => {
    const prompt = '<<<image_3>>> like <<<image_2>>>, <<<image_3>>> again, <<<element_1>>>, <<<image_0>>>'
    expect(validateOmniImageRequest({ ...request, prompt, image_list: images(2) })).toEqual([
      { path: '/prompt', code: 'reference', expected: 2, received: '<<<image_3>>>' },
      { path: '/prompt', code: 'reference', expected: 0, received: '<<<element_1>>>' },
      { path: '/prompt', code: 'reference', expected: 2, received: '<<<image_0>>>' },
    ])
  })

  it('lets pass what only looks like a placeholder', () => {
    const prompt = '<<<video_1>>> <<element_1>> <<<image_one>>> <<<constructor_1>>> @image9'
    expect(validateOmniImageRequest({ ...request, prompt })).toBeUndefined()
  })

  it.each([
    829836802793406551n,
    '829836802793406551',
    2 ** 53 - 1,
    0,
    '-0',
    2n ** 63n - 1n,
    -(2n ** 63n),
    '9223372036854775807',
    '0009223372036854775807',
  ])('takes %s as an id', (value) => {
    expect(validateOmniImageRequest(id(value))).toBeUndefined()
  })

  it.each([
    [2n ** 63n, { code: 'maximum', expected: '9223372036854775807', received: '9223372036854775808' }],
    ['-9223372036854775809', { code: 'minimum', expected: '-9223372036854775808', received: '-9223372036854775809' }],
    [2 ** 53, { code: 'type', expected: 'a string or bigint', received: 'a number too large to be exact' }],
    [1.5, { code: 'type', expected: 'a string of digits or a bigint', received: 'number' }],
    ['12a', { code: 'type', expected: 'a string of digits or a bigint', received: 'string' }],
    ['', { code: 'type', expected: 'a string of digits or a bigint', received: 'string' }],
    [['5'], { code: 'type', expected: 'a string of digits or a bigint', received: 'array' }],
    [null, { code: 'type', expected: 'a string of digits or a bigint', received: 'null' }],
  ])('refuses %s as an id', (value, issue) => {
    expect(validateOmniImageRequest(id(value))).toEqual([{ path: '/element_list/0/element_id', ...issue }])
  })

  it.each([
    [1, { code: 'minimum', expected: 2, received: 1 }],
    [2.5, { code: 'type', expected: 'integer', received: 'number' }],
    ['4', { code: 'anyOf', expected: ['integer 2 to 9', 'auto'], received: '4' }],
    [null, { code: 'anyOf', expected: ['integer 2 to 9', 'auto'], received: 'null' }],
  ])('says of series_amount %s what would be allowed', (series_amount, issue) => {
    expect(validateOmniImageRequest({ ...request, series_amount })).toEqual([{ path: '/series_amount', ...issue }])
  })

  it('takes any model but an empty one', () => {
    expect(validateOmniImageRequest({ ...request, model_name: 'kling-v4-omni' })).toBeUndefined()
    expect(validateOmniImageRequest({ ...request, model_name: '' })?.[0]?.code).toBe('minLength')
  })

  it.each([undefined, null, 'text', 7, [], true])('refuses %s as a whole', (value) => {
    expect(validateOmniImageRequest(value)).toMatchObject([{ path: '' }])
  })

  it.each([NaN, Infinity])('refuses %s as a number', (n) => {
    expect(validateOmniImageRequest({ ...request, n })).toEqual([
      { path: '/n', code: 'type', expected: 'integer', received: `${n}` },
    ])
  })

  it('misses an item that is undefined, which would become null on the wire', () => {
    expect(validateOmniImageRequest({ ...request, image_list: [undefined] })).toEqual([
      { path: '/image_list/0', code: 'required' },
    ])
  })

  it('never repeats a long text, and does not go on forever', () => {
    const secret = 'iVBORw0KGgo'.repeat(20)
    const issues = validateOmniImageRequest({
      ...request,
      image_list: Array(10_000).fill(secret),
      aspect_ratio: secret,
    })
    expect(JSON.stringify(issues)).not.toContain('iVBORw0KGgo')
    expect(issues).toHaveLength(50)
  })
})

describe('answers', () => {
  const task = { task_id: '831922438904313344', task_status: 'submitted' }

  it('may leave out, or set to null, what is not there yet', () => {
    const empty = { task_info: null, task_result: { images: null, series_images: [] }, final_unit_deduction: null }
    expect(validateTask({ ...task, ...empty })).toBeUndefined()
  })

  it('may know words and fields that we do not', () => {
    expect(validateTask({ ...task, task_status: 'cancelled', priority: 1 })).toBeUndefined()
  })

  it('may write the code as a word', () => {
    for (const code of [0, 200, '0', 'success']) expect(validateTaskResponse({ code, data: task })).toBeUndefined()
    expect(validateTaskResponse({ code: null, data: task })).toMatchObject([{ path: '/code', code: 'anyOf' }])
  })

  it('are told apart from what is no answer', () => {
    expect(validateTaskResponse({ code: 0, data: {} })).toMatchObject([
      { path: '/data/task_id', code: 'required' },
      { path: '/data/task_status', code: 'required' },
    ])
    expect(validateGatewayErrorResponse({ error: 'no route' })).toBeUndefined()
    expect(validateGatewayErrorResponse({ error: { type: 'x' } })).toMatchObject([{ path: '/error/message' }])
  })
})
