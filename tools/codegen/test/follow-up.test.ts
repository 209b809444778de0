import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runAll } from '../src/run-all.ts'
import { currentSpec, editedSpec } from './edited-spec.ts'

const repository = new URL('../../../', import.meta.url)
const specFile = 'openapi/omni-image.yaml'
const draftFile = '.changeset/api-changes.md'
const prompt = '/components/schemas/OmniImageRequest/properties/prompt'
const shorter = editedSpec({ [`${prompt}/maxLength`]: 2000 })
const inputs = [
  'openapi/',
  '.changeset/',
  'packages/core/src/',
  'packages/core/package.json',
  'tools/checks/oxfmt.json',
]

let folder = ''
/** A copy in which all is in step, and one whose spec was edited and followed up. */
let clean: URL
let followed: URL

const inside = (name: string) => pathToFileURL(`${join(folder, name)}/`)
const write = (root: URL, yaml: string) => writeFile(new URL(specFile, root), yaml)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'follow-up-'))
  clean = inside('clean')
  for (const path of inputs) await cp(new URL(path, repository), new URL(path, clean), { recursive: true })
  await runAll(clean, false)
  followed = await copyOf(clean)
  await write(followed, shorter)
  await runAll(followed, false)
})

afterAll(() => rm(folder, { recursive: true }))

let copies = 0

async function copyOf(original: URL): Promise<URL> {
  const copy = inside(`copy-${copies++}`)
  await cp(original, copy, { recursive: true })
  return copy
}

/** What stops `npm test`, as one text. */
async function complaint(root: URL): Promise<string> {
  const { ok, lines } = await runAll(root, true)
  expect(ok).toBe(false)
  return lines.join('\n')
}

describe('after a change of the spec npm test names the command that mends', () => {
  it('generated files that fell behind', async () => {
    const root = await copyOf(clean)
    await write(root, shorter)
    expect(await complaint(root)).toMatch(
      /run `npm run generate`[^]*packages\/core\/src\/wire\/generated\/validators\.ts/,
    )
  })

  it('a spec that does not lint', async () => {
    const root = await copyOf(clean)
    await write(root, currentSpec().replace('      operationId: listOmniImages\n', '$&      colour: blue\n'))
    expect(await complaint(root)).toMatch(/colour[^]*run `npm run generate`/)
  })

  it('a spec that says what nothing is generated from', async () => {
    const root = await copyOf(clean)
    await write(root, editedSpec({ [`${prompt}/contentEncoding`]: 'base64' }))
    expect(await complaint(root)).toMatch(
      /openapi\/omni-image\.yaml:\d+:\d+ [^]*contentEncoding[^]*run `npm run generate`/,
    )
  })

  it('a change that no changeset tells of, with the table of what changed', async () => {
    const root = await copyOf(followed)
    await rm(new URL(draftFile, root))
    expect(await complaint(root)).toMatch(
      /run `npm run spec:diff`[^]*breaking {2}`OmniImageRequest\.prompt` is at most 2000/,
    )
  })

  it('a changeset that promises less than what changed', async () => {
    const root = await copyOf(followed)
    const draft = await readFile(new URL(draftFile, root), 'utf8')
    await writeFile(new URL(draftFile, root), draft.replace(/: minor/g, ': patch'))
    expect(await complaint(root)).toContain('run `npm run spec:diff`')
  })

  it('and has nothing to say once that was done', async () => {
    expect(await runAll(followed, true)).toEqual({ ok: true, lines: [] })
  })
})
