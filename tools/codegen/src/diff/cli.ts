import { readArguments } from '../read-arguments.ts'
import { finishDraft, moveReleased, runDiff } from './run-diff.ts'

const root = new URL('../../../../', import.meta.url)
const { values } = readArguments(
  {
    options: {
      check: { type: 'boolean', default: false },
      'finish-draft': { type: 'boolean', default: false },
      'move-released': { type: 'boolean', default: false },
    },
  },
  'Usage: npm run spec:diff -- [--check | --finish-draft | --move-released]',
)
if (values['finish-draft']) await finishDraft(root)
else {
  if (values['move-released']) await moveReleased(root)
  const { ok, table, lines } = await runDiff(root, values.check)
  const nothing = 'The spec says what the released one says.'
  for (const line of ok ? [...(table.length > 0 ? table : [nothing]), ...lines] : lines)
    (ok ? console.log : console.error)(line)
  process.exitCode = ok ? 0 : 1
}
