import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../src/run.ts'
import { currentSpec, editedSpec } from './edited-spec.ts'

const repository = new URL('../../../', import.meta.url)
const generated = 'packages/core/src/wire/generated/'
let fresh: URL
let root: URL

// The spec and what is generated from it alone: docstrings may be in the middle of an edit.
beforeAll(async () => {
  fresh = await makeFolder()
  for (const path of ['openapi/', generated, 'tools/checks/oxfmt.json']) {
    await cp(new URL(path, repository), new URL(path, fresh), { recursive: true })
  }
  await run(fresh, false)
})

beforeEach(async () => {
  root = await makeFolder()
  await cp(fresh, root, { recursive: true })
})

afterEach(() => rm(root, { recursive: true }))
afterAll(() => rm(fresh, { recursive: true }))

async function makeFolder(): Promise<URL> {
  return pathToFileURL(`${await mkdtemp(join(tmpdir(), 'codegen-'))}/`)
}

describe('npm run generate', () => {
  it('touches nothing when nothing has changed', async () => {
    const file = new URL(`${generated}types.ts`, root)
    const before = await stat(file)
    expect(await run(root, false)).toEqual({ ok: true, lines: ['nothing has changed'] })
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs)
  })

  it('names what drifted, and --check changes nothing', async () => {
    await writeFile(new URL(`${generated}fields.ts`, root), '// edited by hand\n')
    await writeFile(new URL(`${generated}left-over.ts`, root), '')
    await rm(new URL(`${generated}tasks.ts`, root))
    const { ok, lines } = await run(root, true)
    expect(ok).toBe(false)
    expect(lines[0]).toContain('run `npm run generate`')
    expect(lines.slice(1).map((line) => line.trim())).toEqual([
      `${generated}fields.ts`,
      `${generated}tasks.ts`,
      `${generated}left-over.ts`,
    ])
    expect(await readFile(new URL(`${generated}fields.ts`, root), 'utf8')).toBe('// edited by hand\n')
  })

  it('mends drift and takes away what is left over', async () => {
    await writeFile(new URL(`${generated}fields.ts`, root), '// edited by hand\n')
    await writeFile(new URL(`${generated}left-over.ts`, root), '')
    expect((await run(root, false)).lines).toEqual([`wrote ${generated}fields.ts`, `removed ${generated}left-over.ts`])
    expect(await run(root, true)).toEqual({ ok: true, lines: [] })
    expect(await readdir(new URL(generated, root))).not.toContain('left-over.ts')
  })

  it('shows the line of a refusal', async () => {
    const yaml = editedSpec({ '/components/schemas/TaskStatus/enum/4': 'cancelled' })
    await writeFile(new URL('openapi/omni-image.yaml', root), yaml)
    const { ok, lines } = await run(root, false)
    const line = yaml.split('\n').findIndex((text) => text.trim() === 'words:') + 1
    expect(ok).toBe(false)
    expect(lines.join('\n')).toContain(`openapi/omni-image.yaml:${line}:9 #/paths/`)
    expect(lines.join('\n')).toContain("'cancelled'")
  })

  it('shows the line of what the linter finds', async () => {
    const yaml = currentSpec().replace('      operationId: listOmniImages\n', '$&      colour: blue\n')
    await writeFile(new URL('openapi/omni-image.yaml', root), yaml)
    const { ok, lines } = await run(root, true)
    const line = yaml.split('\n').findIndex((text) => text.trim() === 'colour: blue') + 1
    expect(ok).toBe(false)
    expect(lines.join('\n')).toMatch(new RegExp(`${line}:7 +error +struct`))
  })
})
