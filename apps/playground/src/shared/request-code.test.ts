import { expect, it } from 'vitest'
import { toRequestCode } from './request-code.ts'

const input = {
  prompt: 'the fox\'s "lantern"\nat night',
  image_list: [{ image: new File(['bytes'], 'fox.png') }],
  element_list: [{ element_id: '829836802793406551' }],
} as const

it('a program names files and keeps ids as text', () => {
  expect(toRequestCode('Core', input)).toBe(
    [
      "import { createOmniImageClient } from '@omni-image/core'",
      '',
      'const client = createOmniImageClient({ baseUrl, token })',
      'const { images } = await client.generate({',
      `  prompt: 'the fox\\'s "lantern"\\nat night',`,
      '  image_list: [{ image: files[0] }],',
      "  element_list: [{ element_id: '829836802793406551' }],",
      '})',
    ].join('\n'),
  )
})

it('curl sends what the wire needs: the model, exact digits, a quoted quote', () => {
  const body = /-d '([\s\S]*)'$/.exec(toRequestCode('curl', input))?.[1]?.replaceAll(String.raw`'\''`, "'") ?? ''
  expect(body).toContain('"element_id": 829836802793406551')
  expect(JSON.parse(body)).toMatchObject({
    model_name: 'kling-v3-omni',
    prompt: input.prompt,
    image_list: [{ image: 'Base64 of fox.png' }],
  })
})
