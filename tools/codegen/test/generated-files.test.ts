import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { generate } from '../src/generate.ts'
import { run } from '../src/run.ts'
import { currentSpec } from './edited-spec.ts'

const root = new URL('../../../', import.meta.url)
const folder = new URL('packages/core/src/wire/generated/', root)

describe('the generated files', () => {
  it('are what the spec says, and the spec has nothing to complain of', async () => {
    expect(await run(root, true)).toEqual({ ok: true, lines: [] })
  })

  it('come out the same twice', async () => {
    const style = { semi: false }
    expect(await generate(currentSpec(), style)).toEqual(await generate(currentSpec(), style))
  })

  it('name no machine, and say where they come from', () => {
    for (const name of readdirSync(folder)) {
      const text = readFileSync(new URL(name, folder), 'utf8')
      expect(text).toMatch(/^\/\/ Generated from openapi\/omni-image\.yaml by `npm run generate`/)
      expect(text).not.toContain(fileURLToPath(root))
    }
  })

  it('never fall back to any', () => {
    for (const name of readdirSync(folder)) {
      const code = readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '')
      expect(code).not.toMatch(/[:<|(] ?any\b/)
      expect(code).not.toMatch(/\bAny\(/)
    }
  })
})
