import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { repositoryRoot, runProgram } from '../src/run-program.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-circles-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const lint = () =>
  runProgram('oxlint', ['-c', join(repositoryRoot, 'tools/checks/import-circles.json')], { cwd: folder })

it.each([
  ['values', `import { egg } from './egg.ts'`, `import { hen } from './hen.ts'`],
  ['types alone', `import type { egg } from './egg.ts'`, `import type { hen } from './hen.ts'`],
  ['a type one way and a value the other', `import { type egg } from './egg.ts'`, `import { hen } from './hen.ts'`],
  ['names passed on', `export { egg } from './egg.ts'`, `export type { hen } from './hen.ts'`],
])('a circle of %s is found', async (_of, henImports, eggImports) => {
  writeFileSync(join(folder, 'hen.ts'), `${henImports}\nexport const hen = 1\n`)
  writeFileSync(join(folder, 'egg.ts'), `${eggImports}\nexport const egg = 2\n`)
  const { code, output } = await lint()
  expect(output).toContain('no-cycle')
  expect(code).toBe(1)
})

it('a circle through generated code is found', async () => {
  mkdirSync(join(folder, 'generated'))
  writeFileSync(join(folder, 'hen.ts'), `import type { egg } from './generated/egg.ts'\nexport type hen = egg\n`)
  writeFileSync(join(folder, 'generated/egg.ts'), `import type { hen } from '../hen.ts'\nexport type egg = hen\n`)
  expect(await lint()).toMatchObject({ code: 1 })
})

it('imports in one direction pass', async () => {
  writeFileSync(join(folder, 'hen.ts'), `import type { egg } from './egg.ts'\nexport const hen: typeof egg = 2\n`)
  writeFileSync(join(folder, 'egg.ts'), `export const egg = 2\n`)
  expect(await lint()).toMatchObject({ code: 0 })
})
