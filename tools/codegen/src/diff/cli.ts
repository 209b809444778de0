import { parseArgs } from 'node:util'
import { moveReleased, runDiff } from './run-diff.ts'

const root = new URL('../../../../', import.meta.url)
const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, 'move-released': { type: 'boolean', default: false } },
})
if (values['move-released']) await moveReleased(root)
const { ok, table, lines } = await runDiff(root, values.check)
const nothing = 'The spec says what the released one says.'
for (const line of ok ? [...(table.length > 0 ? table : [nothing]), ...lines] : lines)
  (ok ? console.log : console.error)(line)
process.exitCode = ok ? 0 : 1
