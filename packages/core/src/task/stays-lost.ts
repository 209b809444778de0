import type { TaskSnapshot } from './snapshot.ts'

/** Whether nobody knows what became of a request: from the error that says so until a task, or a clear refusal, is there. */
export function staysLost(wasLost: boolean, { task_id, error }: TaskSnapshot): boolean {
  if (task_id !== undefined) return false
  return error ? error.code === 'submit-uncertain' : wasLost
}
