import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FormatConfig } from 'oxfmt'
import { generate } from './generate.ts'
import { lint } from './lint.ts'
import { findDrift, writeFiles } from './output.ts'
import { Refusal } from './refusal.ts'
import { parseSpec } from './spec.ts'

const specFile = 'openapi/omni-image.yaml'
const styleFile = 'tools/checks/oxfmt.json'
const target = 'packages/core/src/wire/generated/'

/** Generates from the spec of a repository, or only says what would change. `lines` are for the person who asked. */
export async function run(root: URL, isCheck: boolean): Promise<{ ok: boolean; lines: string[] }> {
  const linting = lint(fileURLToPath(root), specFile) // a process of its own, so it goes on meanwhile
  const yaml = await readFile(new URL(specFile, root), 'utf8')
  const {
    $schema: _schema,
    ignorePatterns: _patterns,
    ...style
  } = JSON.parse(await readFile(new URL(styleFile, root), 'utf8')) as FormatConfig
  const outcome = await generate(yaml, style).catch((error: unknown) => explain(yaml, error))
  const problems = await linting
  if (problems !== '') return { ok: false, lines: [problems, ...(typeof outcome === 'string' ? [outcome] : [])] }
  if (typeof outcome === 'string') return { ok: false, lines: [outcome] }
  const folder = new URL(target, root)
  if (!isCheck) {
    const changed = await writeFiles(folder, outcome)
    return {
      ok: true,
      lines:
        changed.length > 0
          ? changed.map((name) => `${outcome.has(name) ? 'wrote' : 'removed'} ${target}${name}`)
          : ['nothing has changed'],
    }
  }
  const drifted = await findDrift(folder, outcome)
  if (drifted.length === 0) return { ok: true, lines: [] }
  const advice = `These files are not what ${specFile} says; run \`pnpm generate\`:`
  return { ok: false, lines: [advice, ...drifted.map((name) => `  ${target}${name}`)] }
}

function explain(yaml: string, error: unknown): string {
  if (!(error instanceof Refusal)) throw error
  try {
    const { line, column } = parseSpec(yaml).locate(error.pointer)
    return `${specFile}:${line}:${column} #${error.pointer}\n  ${error.reason}`
  } catch {
    return `${specFile} is no YAML that can be read\n  ${error.reason}`
  }
}
