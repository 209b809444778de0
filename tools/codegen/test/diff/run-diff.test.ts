import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { finishDraft, moveReleased, runDiff } from '../../src/diff/run-diff.ts'
import { currentSpec, editedSpec } from '../edited-spec.ts'

const draftFile = '.changeset/api-changes.md'
const field = '/components/schemas/OmniImageRequest/properties'
const wider = { [`${field}/prompt/maxLength`]: 3000 }
const tighter = { [`${field}/n/maximum`]: 8 }

let root: URL

const edit = (edits: Readonly<Record<string, unknown>>) =>
  writeFile(new URL('openapi/omni-image.yaml', root), editedSpec(edits))
const draft = () => readFile(new URL(draftFile, root), 'utf8')
const manifest = (name: string, more: object) =>
  writeFile(
    new URL(`packages/${name}/package.json`, root),
    JSON.stringify({ name: `@x/${name}`, version: '0.4.0', ...more }),
  )

beforeEach(async () => {
  root = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'spec-diff-'))}/`)
  for (const folder of [
    'openapi/released',
    '.changeset',
    'packages/core',
    'packages/hooks',
    'packages/other',
    'packages/page',
  ]) {
    await mkdir(new URL(folder, root), { recursive: true })
  }
  await writeFile(new URL('openapi/released/omni-image.yaml', root), currentSpec())
  await manifest('core', {})
  await manifest('hooks', { dependencies: { '@x/core': 'workspace:^' } })
  await manifest('page', { private: true, dependencies: { '@x/hooks': 'workspace:^' } })
  await manifest('other', {})
  await edit({})
})

afterEach(() => rm(root, { recursive: true }))

describe('npm run spec:diff', () => {
  it('writes nothing while the spec says what was released', async () => {
    expect(await runDiff(root, false)).toEqual({ ok: true, table: [], lines: [] })
    expect(await readdir(new URL('.changeset', root))).toEqual([])
  })

  it('drafts a changeset for the packages that a change reaches', async () => {
    await edit(wider)
    expect((await runDiff(root, false)).lines).toEqual([`wrote ${draftFile} (1 feature)`])
    expect(await draft()).toMatch(/^---\n'@x\/core': minor\n'@x\/hooks': minor\n---\n\nThe API has changed:\n/)
    expect(await draft()).toContain('- `OmniImageRequest.prompt` is at most 3000 characters long, before 2500.')
  })

  it('tells each change with the line it stands in', async () => {
    await edit({ ...wider, [`${field}/aspect_ratio`]: undefined })
    const { table } = await runDiff(root, false)
    const lineOf = (yaml: string, text: string) => yaml.split('\n').findIndex((line) => line === text) + 1
    const current = await readFile(new URL('openapi/omni-image.yaml', root), 'utf8')
    expect(table).toEqual([
      'breaking  `OmniImageRequest.aspect_ratio` is gone; take it out of your calls.',
      `          openapi/released/omni-image.yaml:${lineOf(currentSpec(), '        aspect_ratio:')}:9 #${field}/aspect_ratio`,
      'feature   `OmniImageRequest.prompt` is at most 3000 characters long, before 2500.',
      `          openapi/omni-image.yaml:${lineOf(current, '          maxLength: 3000')}:11 #${field}/prompt/maxLength`,
    ])
  })

  it('run twice it touches nothing', async () => {
    await edit(wider)
    await runDiff(root, false)
    const before = await stat(new URL(draftFile, root))
    expect((await runDiff(root, false)).lines).toEqual([])
    expect((await stat(new URL(draftFile, root))).mtimeMs).toBe(before.mtimeMs)
  })

  it('several edits add up to one bump, and taking them back removes the draft', async () => {
    await edit(wider)
    await runDiff(root, false)
    await edit({ ...wider, ...tighter })
    await runDiff(root, false)
    expect(await draft()).toContain("'@x/core': minor") // breaking, but before 1.0.0
    expect(await draft()).toMatch(/Breaking[^]*OmniImageRequest\.n[^]*New:[^]*OmniImageRequest\.prompt/)
    await edit({})
    expect((await runDiff(root, false)).lines).toEqual([`removed ${draftFile}`])
    expect(await readdir(new URL('.changeset', root))).toEqual([])
  })

  it('from 1.0.0 on a breaking change is a major one', async () => {
    await manifest('core', { version: '1.2.0' })
    await edit(tighter)
    await runDiff(root, false)
    expect(await draft()).toContain("'@x/core': major")
  })

  it('better words are a patch of the package that holds them', async () => {
    await edit({ [`${field}/prompt/description`]: 'What to draw.' })
    await runDiff(root, false)
    expect(await draft()).toMatch(/^---\n'@x\/core': patch\n---\n/)
    expect(await draft()).toContain('Descriptions and examples read better in one place.')
  })

  it('keeps what a person wrote, through further edits and when the last is taken back', async () => {
    await edit(wider)
    await runDiff(root, false)
    const own = (await draft()).replace('The API has changed:', 'Longer prompts, at last.')
    await writeFile(new URL(draftFile, root), `${own}\nThanks to everybody who asked.\n`)
    await edit({ ...wider, ...tighter })
    await runDiff(root, false)
    expect(await draft()).toMatch(
      /---\n\nLonger prompts, at last\.\n\n<!--[^]*OmniImageRequest\.n[^]*-->\n\nThanks to everybody who asked\.\n$/,
    )
    await edit({})
    await runDiff(root, false)
    expect(await draft()).toMatch(/Longer prompts, at last\.[^]*Thanks to everybody who asked\./)
    expect(await draft()).not.toContain('OmniImageRequest')
    expect((await runDiff(root, true)).ok).toBe(true)
  })

  it('a release makes the spec the released one', async () => {
    await edit(wider)
    await runDiff(root, false)
    await rm(new URL(draftFile, root)) // as changesets does
    await moveReleased(root)
    expect(await runDiff(root, true)).toEqual({ ok: true, table: [], lines: [] })
  })

  it('--check asks for a draft that is missing, and writes none', async () => {
    await edit(tighter)
    const { ok, lines } = await runDiff(root, true)
    expect(ok).toBe(false)
    expect(lines[0]).toContain('run `npm run spec:diff`')
    expect(lines.join('\n')).toContain('breaking  `OmniImageRequest.n` is at most 8, before 9.')
    expect(await readdir(new URL('.changeset', root))).toEqual([])
  })

  it('--check asks for a draft that tells less than what changed', async () => {
    await edit(wider)
    await runDiff(root, false)
    await edit({ ...wider, ...tighter })
    expect((await runDiff(root, true)).ok).toBe(false)
  })

  it('--check asks for a draft to go that tells of nothing', async () => {
    await edit(wider)
    await runDiff(root, false)
    await edit({})
    const { ok, lines } = await runDiff(root, true)
    expect(ok).toBe(false)
    expect(lines[0]).toContain('(nothing)')
  })

  it.each([
    ['that git left', (draft: string) => draft.replace('New:', '<<<<<<< ours\nNew:\n=======\nFresh:\n>>>>>>> theirs')],
    ['with a list twice', (draft: string) => draft + draft.slice(draft.indexOf('<!--'))],
  ])('a merge conflict %s stops it, also with --check, and the draft stays', async (_how, merged) => {
    await edit(wider)
    await runDiff(root, false)
    const inConflict = merged(await draft())
    await writeFile(new URL(draftFile, root), inConflict)
    for (const isCheck of [true, false]) {
      const { ok, lines } = await runDiff(root, isCheck)
      expect({ ok, lines }).toEqual({
        ok: false,
        lines: [`${draftFile} has a merge conflict; settle the words, then run \`npm run spec:diff\`.`],
      })
    }
    expect(await draft()).toBe(inConflict)
  })

  it('what is released has no notes for editors in it', async () => {
    await edit(wider)
    await runDiff(root, false)
    await writeFile(new URL(draftFile, root), `${await draft()}\nThanks to everybody.\n`)
    await finishDraft(root)
    expect(await draft()).toMatch(/has changed:\n\nNew:\n\n- .*\n\nThanks to everybody\.\n$/)
  })

  it('without a draft there is nothing to finish', async () => {
    await finishDraft(root)
    expect(await readdir(new URL('.changeset', root))).toEqual([])
  })

  it('a spec that cannot be generated has no changes to tell of', async () => {
    await edit({ ...wider, [`${field}/n/multipleOf`]: 2 })
    const { ok, lines } = await runDiff(root, false)
    expect(ok).toBe(false)
    expect(lines.join('\n')).toMatch(
      /^openapi\/omni-image\.yaml:\d+:\d+ #.*\/n\/multipleOf\n.*'multipleOf' is not known/,
    )
    expect(await readdir(new URL('.changeset', root))).toEqual([])
  })

  it('a released copy that is gone is told with what brings it back', async () => {
    await rm(new URL('openapi/released', root), { recursive: true })
    const { ok, lines } = await runDiff(root, true)
    expect(ok).toBe(false)
    expect(lines[0]).toMatch(/no openapi\/released\/omni-image\.yaml[^]*`npm run spec:diff -- --move-released`/)
    await moveReleased(root)
    expect(await runDiff(root, true)).toEqual({ ok: true, table: [], lines: [] })
  })

  it('a folder for the draft that is gone is told', async () => {
    await edit(wider)
    await rm(new URL('.changeset', root), { recursive: true })
    const { ok, lines } = await runDiff(root, false)
    expect({ ok, lines }).toEqual({ ok: false, lines: [expect.stringContaining('its folder is missing')] })
  })

  it('a spec that cannot be read stops it with the line', async () => {
    await edit({ [`${field}/image_list/items/$ref`]: '#/components/schemas/Nothing' })
    const { ok, lines } = await runDiff(root, false)
    expect(ok).toBe(false)
    expect(lines.join('\n')).toMatch(/^openapi\/omni-image\.yaml:\d+:\d+ #.*\n.*leads nowhere/)
  })
})
