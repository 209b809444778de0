import { isPending, type TaskSnapshot } from './snapshot.ts'
import type { OmniImageResult, OmniImageTask, StartedTask } from './started-task.ts'

/** The task as soon as it has an id; fails once it has none to come. */
export function readAccepted(
  snapshot: TaskSnapshot,
  { handle }: { readonly handle: StartedTask },
): OmniImageTask | undefined {
  if (snapshot.task_id !== undefined) return handle as OmniImageTask
  if (isPending(snapshot)) return undefined
  throw reasonOf(snapshot)
}

/** The pictures; fails where the task ended without. */
export function readResult(snapshot: TaskSnapshot): OmniImageResult | undefined {
  if (isPending(snapshot)) return undefined
  if (snapshot.status !== 'succeed') throw reasonOf(snapshot)
  return { task_id: snapshot.task_id, images: snapshot.images, task: snapshot.task }
}

/** An error that reaches a caller alone must tell which task it is about, and whether that may be billed. */
export function nameTask({ error, task_id, external_task_id }: TaskSnapshot): void {
  if (error) Object.assign(error, { external_task_id }, task_id && { task_id, notCreated: false })
}

function reasonOf({ error }: TaskSnapshot): Error {
  return error ?? new DOMException('The task was stopped', 'AbortError')
}
