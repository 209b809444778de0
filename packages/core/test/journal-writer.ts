// A process of its own that writes one task after another into a folder, and says so after each.
import { fileJournal } from '../src/journal/file-journal.ts'
import { entryOf } from './journal-entries.ts'

const [folder = '', name = ''] = process.argv.slice(2)
const journal = fileJournal(folder, { maxEntries: 10_000 })
for (let count = 0; ; count++) {
  const startedAt = Date.now()
  for (const state of ['submitting', 'accepted', 'succeed'] as const) {
    await journal.put(entryOf(`${name}-${count}`, state, { startedAt, prompt: 'p'.repeat(2_500) }))
    process.stdout.write(`${name}-${count} ${state}\n`)
  }
}
