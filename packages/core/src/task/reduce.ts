import { ContractError } from '../errors/contract-error.ts'
import type { AnyOmniImageError } from '../errors/any-error.ts'
import { TaskFailedError } from '../errors/task-failed-error.ts'
import type { Task } from '../wire/generated/types.ts'
import { readTaskFields, type TaskFields } from './read-task-fields.ts'
import { idleSnapshot, isPending, type TaskSnapshot } from './snapshot.ts'

export type TaskEvent =
  | { readonly type: 'prepare' }
  | { readonly type: 'submit'; readonly external_task_id: string }
  /** An answer of the API; `at` is given when it is the one that accepted the task. */
  | { readonly type: 'see'; readonly task: Task; readonly at?: number }
  | { readonly type: 'fail'; readonly error: AnyOmniImageError }
  /** Nothing was sent, and nothing will be. */
  | { readonly type: 'cancel' }
  | { readonly type: 'stop' }
  | { readonly type: 'resume' }

/** The one place where snapshots are made. Gives the same object where nothing visible has changed. */
export function reduce(snapshot: TaskSnapshot, event: TaskEvent): TaskSnapshot {
  switch (event.type) {
    case 'prepare':
      return { ...idleSnapshot, status: 'preparing' }
    case 'submit':
      return { ...idleSnapshot, status: 'submitting', external_task_id: event.external_task_id }
    case 'see':
      return see(snapshot, event.task, event.at)
    case 'fail':
      return { ...snapshot, status: 'failed', images: noImages, error: event.error }
    case 'cancel':
      return { ...idleSnapshot, status: 'stopped' }
    case 'stop':
      return isPending(snapshot) ? { ...snapshot, status: 'stopped', images: noImages, error: undefined } : snapshot
    case 'resume':
      return isResumable(snapshot) ? pending(snapshot) : snapshot
  }
}

/** Whether looking again can bring something: a task is or may be there, and it is not over. */
export function isResumable({ status, error, task_id, external_task_id }: TaskSnapshot): boolean {
  if (status === 'stopped') return external_task_id !== undefined || task_id !== undefined
  if (error === undefined || error.code === 'task-failed') return false
  return task_id !== undefined || error.code === 'submit-uncertain'
}

/** The snapshot as it was before it stopped or failed. */
function pending(snapshot: TaskSnapshot): TaskSnapshot {
  const { task, task_id } = snapshot
  if (task_id === undefined) return { ...snapshot, status: 'submitting', images: noImages, error: undefined }
  const status = task && readTaskFields(task).word === 'processing' ? 'processing' : 'submitted'
  return { ...snapshot, task_id, status, images: noImages, error: undefined }
}

const noImages = idleSnapshot.images

const ranks: Readonly<Record<string, number>> = { submitted: 1, processing: 2, succeed: 3, failed: 3 }

function see(snapshot: TaskSnapshot, task: Task, at: number | undefined): TaskSnapshot {
  const fields = readTaskFields(task)
  if (snapshot.task && isOlder(fields, readTaskFields(snapshot.task))) return snapshot
  if (snapshot.status === 'succeed' || snapshot.error?.code === 'task-failed') return snapshot
  const { word, images, task_id } = fields
  const known = {
    images: noImages,
    error: undefined,
    task_id,
    external_task_id: fields.external_task_id ?? snapshot.external_task_id,
    submittedAt: snapshot.submittedAt ?? at ?? fields.createdAt,
    task,
  }
  if (word === 'failed') return { ...known, status: 'failed', error: new TaskFailedError(task_id, fields.reason) }
  if (word === 'succeed' && images.length > 0) return { ...known, status: 'succeed', images }
  if (word === 'succeed') {
    const error = new ContractError([{ path: '/data/task_result', code: 'required' }])
    return { ...known, status: 'failed', error }
  }
  const next: TaskSnapshot = { ...known, status: word }
  return isSame(snapshot, next) ? snapshot : next
}

/** Answers can overtake each other; a task never goes back. */
function isOlder(next: TaskFields, last: TaskFields): boolean {
  if (next.task_id !== last.task_id) return false
  if (ranks[next.word]! !== ranks[last.word]!) return ranks[next.word]! < ranks[last.word]!
  return (next.updatedAt ?? 0) < (last.updatedAt ?? 0)
}

/** Polls that differ only in their times cost no render. */
function isSame(last: TaskSnapshot, next: TaskSnapshot): boolean {
  return (
    last.status === next.status &&
    last.task_id === next.task_id &&
    last.external_task_id === next.external_task_id &&
    last.submittedAt === next.submittedAt &&
    last.task?.task_status === next.task?.task_status
  )
}
