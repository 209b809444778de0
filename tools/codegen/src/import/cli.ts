import { createInterface } from 'node:readline/promises'
import { readArguments } from '../read-arguments.ts'
import { readStyle } from '../read-style.ts'
import { ImportProblem } from './import-problem.ts'
import { documentName, loadDocument } from './load-document.ts'
import { planImport, writeImport } from './run-import.ts'

const root = new URL('../../../../', import.meta.url)
const usage = 'Usage: npm run spec:import -- <file or address of an OpenAPI document> [--write]'

async function main(): Promise<void> {
  const { values, positionals } = readArguments(
    { options: { write: { type: 'boolean', default: false } }, allowPositionals: true },
    usage,
  )
  const [source, ...others] = positionals
  if (source === undefined || others.length > 0) throw new ImportProblem(usage)
  const plan = await planImport(root, await loadDocument(source), documentName(source), await readStyle(root))
  for (const line of plan.lines) console.log(line)
  if (!plan.isChanged) return
  if (values.write || (await isWanted())) {
    await writeImport(root, plan)
    console.log('Written. Look at it, then run `npm run generate`.')
  } else console.log('Nothing was written; --write does.')
}

async function isWanted(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question('Write it? [y/N] ')
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

await main().catch((error: unknown) => {
  if (!(error instanceof ImportProblem)) throw error
  console.error(error.message)
  process.exitCode = 1
})
