import { omniImageTask, type Task } from '@omni-image/core/wire'

const finalWords: readonly string[] = omniImageTask.final

function wordOf({ task_status }: Task): string {
  const { words } = omniImageTask
  const said = task_status.toLowerCase()
  return Object.hasOwn(words, said) ? words[said as keyof typeof words] : 'processing'
}

/** Whether nothing will change any more. */
export function isFinal(task: Task): boolean {
  return finalWords.includes(wordOf(task))
}

/** Of two answers about one task: whether the first is the later one, or shows the same. */
export function isAsNew(task: Task, known: Task): boolean {
  return rankOf(task) >= rankOf(known)
}

function rankOf(task: Task): number {
  const word = wordOf(task)
  return word === 'submitted' ? 1 : finalWords.includes(word) ? 3 : 2
}
