import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('the validators and schemas build no code from strings', () => {
  const script = `
    const { validateOmniImageRequest } = await import(${JSON.stringify(new URL('generated/validators.ts', import.meta.url).href)})
    const { OmniImageRequestStandard } = await import(${JSON.stringify(new URL('../schemas.ts', import.meta.url).href)})
    let isForbidden = false
    try { new Function('return 1') } catch { isForbidden = true }
    const issues = validateOmniImageRequest({ prompt: '<<<image_1>>>', series_amount: 1 })
    const result = OmniImageRequestStandard['~standard'].validate({})
    console.log(JSON.stringify([isForbidden, issues.length, result.issues.length]))
  `
  const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', script]
  expect(JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }))).toEqual([true, 3, 2])
})
