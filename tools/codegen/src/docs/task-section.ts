import type { TaskModel } from '../read-task.ts'
import type { JsonObject } from '../spec.ts'
import { blocks, code, count, table } from './markdown.ts'

/** How the task of an operation goes: its words, its time, its price. */
export function taskSection({ table: task }: TaskModel): string {
  const { words, final, duration, deadlineMs, retentionMs, price } = task as Readonly<Record<string, JsonObject>>
  const states = [...new Set(Object.values(words!))] as string[]
  const wordRows = states.map((state) => [
    code(state),
    Object.keys(words!)
      .filter((word) => words![word] === state)
      .map(code)
      .join(', '),
    (final as unknown as string[]).includes(state) ? 'yes' : '',
  ])
  const units = Object.entries(price!['units'] as JsonObject)
  const by = code(`/${(price!['by'] as unknown as string[]).join('/')}`)
  return blocks(
    '### The task',
    table(['Status', 'Words of the API', 'Final'], wordRows),
    `Half of the tasks are finished after ${seconds(duration!['medianMs'])} s. Unless told otherwise, the SDK stops waiting after ${seconds(deadlineMs)} s; the task goes on. The pictures are kept for ${count(Number(retentionMs) / 86_400_000)} days.`,
    table(
      [by, 'Units for each picture'],
      units.map(([word, amount]) => [code(word), count(Number(amount))]),
    ),
  )
}

function seconds(ms: unknown): string {
  return count(Number(ms) / 1000)
}
