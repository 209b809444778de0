import { parseArgs } from 'node:util'
import { run } from './run.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const { ok, lines } = await run(new URL('../../../', import.meta.url), values.check)
for (const line of lines) (ok ? console.log : console.error)(line)
process.exitCode = ok ? 0 : 1
