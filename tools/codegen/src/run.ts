import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FormatConfig } from 'oxfmt'
import { writeReference } from './docs/reference.ts'
import { writeWire } from './generate.ts'
import { lint } from './lint.ts'
import { type Model, readModel } from './model.ts'
import { findDrift, writeFiles } from './output.ts'
import { readStyle } from './read-style.ts'
import { explain, isReadable, specFile } from './spec-file.ts'
import { parseSpec } from './spec.ts'

const wireFolder = 'packages/core/src/wire/generated/'
const referenceFolder = 'docs/api/'

export interface RunResult {
  readonly ok: boolean
  /** For the person who asked. */
  readonly lines: readonly string[]
}

/** Generates from the spec of a repository, or only says what would change. */
export async function run(root: URL, isCheck: boolean): Promise<RunResult> {
  const linting = lint(root) // in a thread of its own, so it goes on meanwhile
  const yaml = await readFile(new URL(specFile, root), 'utf8')
  const made = await make(yaml, await readStyle(root)).catch((error: unknown) => explain(yaml, error))
  const problems = await linting
  const refusal = typeof made === 'string' ? made : ''
  // Of a file that is no YAML the linter says the same, with the folder of this machine.
  const found = [refusal !== '' && !isReadable(yaml) ? '' : problems, refusal].filter((text) => text !== '')
  if (found.length > 0 || typeof made === 'string') {
    return { ok: false, lines: [...found, `Mend it in ${specFile}, then run \`npm run generate\`.`] }
  }

  const bring = isCheck ? findDrift : writeFiles
  const changed: string[] = []
  const take = async (folder: string, files: ReadonlyMap<string, string>): Promise<void> => {
    const names = await bring(new URL(folder, root), files)
    changed.push(...names.map((name) => `${isCheck ? ' ' : files.has(name) ? 'wrote' : 'removed'} ${folder}${name}`))
  }
  await take(wireFolder, made.wire)
  const written = new Map([...made.wire].map(([name, text]) => [fileURLToPath(new URL(wireFolder + name, root)), text]))
  await take(referenceFolder, writeReference(made.model, new URL('packages/', root), written))

  if (!isCheck) return { ok: true, lines: changed.length > 0 ? changed : ['nothing has changed'] }
  if (changed.length === 0) return { ok: true, lines: [] }
  const advice = `These files are not what ${specFile} and the docstrings say; run \`npm run generate\`:`
  return { ok: false, lines: [advice, ...changed] }
}

async function make(yaml: string, style: FormatConfig): Promise<{ model: Model; wire: Map<string, string> }> {
  const model = readModel(parseSpec(yaml))
  return { model, wire: await writeWire(model, style) }
}
