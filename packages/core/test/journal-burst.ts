// A process of its own that writes many tasks into a folder, all at once.
import { fileJournal } from '../src/journal/file-journal.ts'
import { entryOf } from './journal-entries.ts'

const [folder = '', count = ''] = process.argv.slice(2)
const journal = fileJournal(folder)
await Promise.all(
  Array.from({ length: Number(count) }, async (_, index) => journal.put(entryOf(`${index}`, 'submitting'))),
)
