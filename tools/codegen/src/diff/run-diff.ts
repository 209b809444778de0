import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { readModel } from '../model.ts'
import { explain, specFile } from '../spec-file.ts'
import { parseSpec, type Spec } from '../spec.ts'
import type { Change } from './change.ts'
import { diffSpecs } from './diff-specs.ts'
import { isInConflict, withoutMarkers, writeDraft } from './draft.ts'
import { findReachedPackages } from './reached-packages.ts'
import { count, toTable } from './table.ts'

/** The spec as it was when the packages were released last. */
const releasedFile = 'openapi/released/omni-image.yaml'
const draftFile = '.changeset/api-changes.md'

const nothingReleased = `There is no ${releasedFile}, the spec as it was released last. Take it back from version control, or count changes from the spec at hand with \`npm run spec:diff -- --move-released\`.`
const conflict = `${draftFile} has a merge conflict; settle the words, then run \`npm run spec:diff\`.`
const noFolder = `${draftFile} cannot be written: its folder is missing. Take it back from version control, with the settings in it.`

export interface DiffReport {
  readonly ok: boolean
  /** Every change, for a person. */
  readonly table: readonly string[]
  /** What became of the draft, or what has to be done. */
  readonly lines: readonly string[]
}

/** Compares the spec with the released one and keeps the draft of the changeset in step, or only says if it is. */
export async function runDiff(root: URL, isCheck: boolean): Promise<DiffReport> {
  const yaml = await readFile(new URL(specFile, root), 'utf8')
  const releasedYaml = await readFile(new URL(releasedFile, root), 'utf8').catch(() => undefined)
  const compared = releasedYaml === undefined ? nothingReleased : compare(releasedYaml, yaml)
  if (typeof compared === 'string') return { ok: false, table: [], lines: [compared] }
  const { changes, table } = compared
  const earlier = await readFile(new URL(draftFile, root), 'utf8').catch(() => undefined)
  if (earlier !== undefined && isInConflict(earlier)) return { ok: false, table, lines: [conflict] }
  const reached = await findReachedPackages(
    root,
    changes.map(({ kind }) => kind),
  )
  const draft = writeDraft(changes, reached, earlier)
  if (draft === earlier) return { ok: true, table, lines: [] }
  const summary = changes.length > 0 ? ` (${count(changes)})` : ''
  if (isCheck) {
    const problem = `${draftFile} does not tell what changed since the last release${summary || ' (nothing)'}; run \`npm run spec:diff\`:`
    return { ok: false, table, lines: [problem, ...table.map((line) => `  ${line}`)] }
  }
  if (draft === undefined) await rm(new URL(draftFile, root))
  else if (!existsSync(new URL('.', new URL(draftFile, root)))) return { ok: false, table, lines: [noFolder] }
  else await writeFile(new URL(draftFile, root), draft)
  return { ok: true, table, lines: [`${draft === undefined ? 'removed' : 'wrote'} ${draftFile}${summary}`] }
}

/** The changes, or why the specs cannot be compared. What cannot be generated has no changes to tell of. */
function compare(releasedYaml: string, yaml: string): { changes: Change[]; table: string[] } | string {
  const released = read(releasedYaml, releasedFile)
  const current = read(yaml, specFile)
  if (typeof released === 'string') return released
  if (typeof current === 'string') return current
  try {
    readModel(current)
    const changes = diffSpecs(released, current)
    return {
      changes,
      table: toTable(changes, { file: releasedFile, spec: released }, { file: specFile, spec: current }),
    }
  } catch (error) {
    return explain(yaml, error)
  }
}

function read(yaml: string, file: string): Spec | string {
  try {
    return parseSpec(yaml)
  } catch (error) {
    return explain(yaml, error, file)
  }
}

/** Takes out of the draft what only helps to write it, before the version step moves its words into changelogs. */
export async function finishDraft(root: URL): Promise<void> {
  const file = new URL(draftFile, root)
  const draft = await readFile(file, 'utf8').catch(() => undefined)
  if (draft !== undefined) await writeFile(file, withoutMarkers(draft))
}

/** The spec at hand becomes the released one, once the version step has used the draft up. */
export async function moveReleased(root: URL): Promise<void> {
  const file = new URL(releasedFile, root)
  await mkdir(new URL('.', file), { recursive: true })
  await writeFile(file, await readFile(new URL(specFile, root)))
}
