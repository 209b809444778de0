import { loadLinter } from './lint.ts'
import { readArguments } from './read-arguments.ts'
import type { RunResult } from './run.ts'

const root = new URL('../../../', import.meta.url)
const { values } = readArguments(
  { options: { check: { type: 'boolean', default: false }, watch: { type: 'boolean', default: false } } },
  'Usage: npm run generate -- [--check | --watch]',
)

function tell({ ok, lines }: RunResult): void {
  for (const line of lines) (ok ? console.log : console.error)(line)
}

loadLinter()
const { runAll } = await import('./run-all.ts') // takes as long to load
const result = await runAll(root, values.check)
tell(result)
if (values.watch) {
  const { watch } = await import('./watch.ts')
  watch(root, tell)
  console.log('Watching openapi/; Ctrl-C ends it.')
} else process.exitCode = result.ok ? 0 : 1
