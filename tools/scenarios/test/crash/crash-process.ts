// A process that makes one picture and is killed over it, or one that looks what became of those.
import { createHook } from 'node:async_hooks'
import { createOmniImageClient, type JournalEntry, type OmniImageClient } from '@omni-image/core'
import { fileJournal } from '@omni-image/core/file-journal'

const [baseUrl, job, ...more] = process.argv.slice(2)

function createClient(folder: string): OmniImageClient {
  const watch = { minPauseMs: 5, maxPauseMs: 20 }
  return createOmniImageClient({ baseUrl, token: 'test-token', journal: fileJournal(folder), watch })
}

/** What the journal holds once all that was open is over. */
async function resume(folder: string): Promise<readonly JournalEntry[]> {
  const client = createClient(folder)
  const tasks = await client.resume()
  await Promise.allSettled(tasks.map((task) => task.result()))
  return client.journal.list()
}

if (job === 'resume') {
  process.send?.((await Promise.all(more.map(resume))).flat())
} else {
  const [folder = '', prompt = '', dieAt] = more
  // Each time the process goes on after something it waited for.
  let goings = 0
  const count = (): void => {
    goings += 1
    if (goings === Number(dieAt)) process.kill(process.pid, 'SIGKILL')
  }
  createHook({ before: count }).enable()
  process.send?.('started')
  await createClient(folder).generate({ prompt })
  process.send?.(goings)
}
