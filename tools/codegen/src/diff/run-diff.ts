import { readFile, rm, writeFile } from 'node:fs/promises'
import { explain, specFile } from '../spec-file.ts'
import { parseSpec } from '../spec.ts'
import type { Change } from './change.ts'
import { diffSpecs } from './diff-specs.ts'
import { writeDraft } from './draft.ts'
import { findReachedPackages } from './reached-packages.ts'
import { count, toTable } from './table.ts'

/** The spec as it was when the packages were released last. */
const releasedFile = 'openapi/released/omni-image.yaml'
const draftFile = '.changeset/api-changes.md'

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
  const releasedYaml = await readFile(new URL(releasedFile, root), 'utf8')
  const compared = compare(releasedYaml, yaml)
  if (typeof compared === 'string') return { ok: false, table: [], lines: [compared] }
  const { changes, table } = compared
  const earlier = await readFile(new URL(draftFile, root), 'utf8').catch(() => undefined)
  const reached = await findReachedPackages(
    root,
    changes.map(({ kind }) => kind),
  )
  const draft = writeDraft(changes, reached, earlier)
  if (draft === earlier) return { ok: true, table, lines: [] }
  const summary = changes.length > 0 ? ` (${count(changes)})` : ''
  if (isCheck) {
    const problem = `${draftFile} does not tell what changed since the last release${summary || ' (nothing)'}; run \`pnpm spec:diff\`:`
    return { ok: false, table, lines: [problem, ...table.map((line) => `  ${line}`)] }
  }
  if (draft === undefined) await rm(new URL(draftFile, root))
  else await writeFile(new URL(draftFile, root), draft)
  return { ok: true, table, lines: [`${draft === undefined ? 'removed' : 'wrote'} ${draftFile}${summary}`] }
}

/** The changes, or why the spec cannot be compared. */
function compare(releasedYaml: string, yaml: string): { changes: Change[]; table: string[] } | string {
  try {
    const [released, current] = [parseSpec(releasedYaml), parseSpec(yaml)]
    const changes = diffSpecs(released, current)
    return {
      changes,
      table: toTable(changes, { file: releasedFile, spec: released }, { file: specFile, spec: current }),
    }
  } catch (error) {
    return explain(yaml, error)
  }
}

/** The spec at hand becomes the released one, once the version step has used the draft up. */
export async function moveReleased(root: URL): Promise<void> {
  await writeFile(new URL(releasedFile, root), await readFile(new URL(specFile, root)))
}
