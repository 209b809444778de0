import { readFile, writeFile } from 'node:fs/promises'
import { format, type FormatConfig } from 'oxfmt'
import { diffSpecs } from '../diff/diff-specs.ts'
import { count, toTable } from '../diff/table.ts'
import { writeWire } from '../generate.ts'
import { readModel } from '../model.ts'
import { Refusal } from '../refusal.ts'
import { explain, specFile } from '../spec-file.ts'
import { parseSpec, type Spec } from '../spec.ts'
import { applyEdits } from './apply-edits.ts'
import { ImportProblem } from './import-problem.ts'
import { matchOperations } from './match-operations.ts'
import { mergeOperations } from './merge-operations.ts'
import { Merge } from './merge.ts'
import { readVendor } from './read-vendor.ts'

export interface Import {
  /** What our spec would be. */
  readonly yaml: string
  readonly isChanged: boolean
  /** For the person who asked. */
  readonly lines: readonly string[]
}

/** Works out what our spec would be with what a vendor's document says; nothing is written. */
export async function planImport(root: URL, text: string, source: string, style: FormatConfig): Promise<Import> {
  const before = await readFile(new URL(specFile, root), 'utf8')
  const ours = parseSpec(before)
  const theirs = readVendor(text)
  const merge = new Merge(ours, theirs)
  const { matches, missing } = mergeMatches(merge, source)
  const isChanged = merge.edits.size + merge.additions.length > 0
  const yaml = isChanged ? (await format('spec.yaml', applyEdits(before, merge), style)).code : before
  const after = parseSpec(yaml)
  const changes = diffSpecs(ours, after)
  const names = { before: { file: specFile, spec: ours }, after: { file: specFile, spec: after } }
  const unknown = [...merge.fields.values()].filter(({ isKnown }) => !isKnown).map(({ label }) => label)
  const line = (pointer: string): string => `${source}:${theirs.locate(pointer).line}`
  return {
    yaml,
    isChanged,
    lines: [
      ...matches.map(({ ours: { method }, theirs: { path } }) => `found    ${method.toUpperCase()} ${path}`),
      ...missing.map(({ method, path }) => `missing  ${method.toUpperCase()} …${path}; it stays as it is`),
      ...(unknown.length > 0 ? [`not mentioned, and kept: ${unknown.join(', ')}`] : []),
      ...[...merge.leftOut].map(([pointer, reason]) => `left out ${line(pointer)} #${pointer}: ${reason}`),
      '',
      ...(changes.length > 0 ? toTable(changes, names.before, names.after) : []),
      changes.length > 0 ? `${specFile} would change: ${count(changes)}.` : `${specFile} says all of this already.`,
      ...(await complain(yaml, after, style)),
    ],
  }
}

export async function writeImport(root: URL, { yaml }: Import): Promise<void> {
  await writeFile(new URL(specFile, root), yaml)
}

/** What a person has to add by hand before anything can be generated. */
async function complain(yaml: string, spec: Spec, style: FormatConfig): Promise<string[]> {
  try {
    await writeWire(readModel(spec), style)
    return []
  } catch (error) {
    return ['', 'Before code can be generated from it, this has to be mended by hand:', explain(yaml, error)]
  }
}

function mergeMatches(merge: Merge, source: string): ReturnType<typeof matchOperations> {
  try {
    const found = matchOperations(merge.ours, merge.theirs)
    mergeOperations(merge, found.matches)
    return found
  } catch (error) {
    throw toProblem(error, merge.theirs, source)
  }
}

function toProblem(error: unknown, theirs: Spec, source: string): unknown {
  if (!(error instanceof Refusal)) return error
  const { line, column } = theirs.locate(error.pointer)
  return new ImportProblem(`${source}:${line}:${column} #${error.pointer}\n  ${error.reason}`, { cause: error })
}
