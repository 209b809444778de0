import type { AnyOmniImageError } from '../errors/any-error.ts'
import { isOther } from '../client/read-task.ts'
import { ContractError } from '../errors/contract-error.ts'
import { TaskFailedError } from '../errors/task-failed-error.ts'
import type { Task } from '../wire/generated/types.ts'
import type { TaskDescription } from '../wire/task-description.ts'
import { readTaskFields, readTaskImages } from '../client/read-task-fields.ts'
import { idleSnapshot, isPending, isSameSnapshot, type TaskSnapshot } from './snapshot.ts'

export type TaskEvent =
  | { readonly type: 'prepare' }
  | { readonly type: 'submit'; readonly external_task_id: string }
  /** The request stands in line for a slot, or has come to its turn. */
  | { readonly type: 'queue'; readonly waitingForSlot: boolean }
  /** How much of a large body has left; undefined where nobody can tell any more. */
  | { readonly type: 'upload'; readonly progress: number | undefined }
  /** An answer of the API; `at` is given when it is the one that accepted the task. */
  | { readonly type: 'see'; readonly task: Task; readonly at?: number }
  | { readonly type: 'fail'; readonly error: AnyOmniImageError }
  /** What became of the request, as another tab or call has found out. */
  | { readonly type: 'follow'; readonly snapshot: TaskSnapshot }
  /** Nothing was sent, and nothing will be. */
  | { readonly type: 'cancel' }
  | { readonly type: 'stop' }
  | { readonly type: 'resume' }

/** An event that has a task read, where the description says. */
type ReadingEvent = Extract<TaskEvent, { type: 'see' | 'resume' }>

/** The one place where snapshots are made. Gives the same object where nothing visible has changed. */
export function reduce(snapshot: TaskSnapshot, event: Exclude<TaskEvent, ReadingEvent>): TaskSnapshot
export function reduce(snapshot: TaskSnapshot, event: TaskEvent, tasks: TaskDescription): TaskSnapshot
export function reduce(snapshot: TaskSnapshot, event: TaskEvent, tasks?: TaskDescription): TaskSnapshot {
  switch (event.type) {
    case 'prepare':
      return { ...idleSnapshot, status: 'preparing' }
    case 'submit':
      return { ...idleSnapshot, status: 'submitting', external_task_id: event.external_task_id }
    case 'queue':
      return snapshot.status === 'submitting' ? { ...snapshot, waitingForSlot: event.waitingForSlot } : snapshot
    case 'upload':
      return upload(snapshot, event.progress)
    case 'see':
      return see(tasks!, snapshot, event.task, event.at)
    case 'follow':
      return snapshot.task_id === undefined ? event.snapshot : snapshot
    case 'fail':
      if (event.error.code === 'submit-uncertain' && snapshot.task_id !== undefined) return snapshot // found meanwhile
      return isOpen(snapshot) ? { ...snapshot, ...unfinished, status: 'failed', error: event.error } : snapshot
    case 'cancel':
      return { ...idleSnapshot, status: 'stopped' }
    case 'stop':
      return isPending(snapshot) ? { ...snapshot, ...unfinished, status: 'stopped' } : snapshot
    case 'resume':
      return isResumable(snapshot) ? resume(tasks!, snapshot) : snapshot
  }
}

/** Also while nobody waits for its answer any more, a request can turn out to be refused. */
function isOpen(snapshot: TaskSnapshot): boolean {
  const { status, task_id, external_task_id } = snapshot
  return isPending(snapshot) || (status === 'stopped' && task_id === undefined && external_task_id !== undefined)
}

const unfinished = { images: idleSnapshot.images, error: undefined, uploadProgress: undefined, waitingForSlot: false }

/** Whether `resume` can bring something: a task is or may be there, and it is not over. */
export function isResumable({ status, error, task_id, external_task_id }: TaskSnapshot): boolean {
  if (status === 'stopped') return (task_id ?? external_task_id) !== undefined
  if (!error || error.code === 'task-failed') return false
  return task_id !== undefined || error.code === 'submit-uncertain'
}

/** The snapshot as it was before it stopped or failed. */
function resume(tasks: TaskDescription, snapshot: TaskSnapshot): TaskSnapshot {
  const { task, task_id } = snapshot
  if (task_id === undefined) return { ...snapshot, ...unfinished, status: 'submitting' }
  const word = task && readTaskFields(tasks, task).word
  return { ...snapshot, ...unfinished, task_id, status: word === 'processing' ? word : 'submitted' }
}

function upload(snapshot: TaskSnapshot, uploadProgress: number | undefined): TaskSnapshot {
  const isNews = snapshot.status === 'submitting' && snapshot.uploadProgress !== uploadProgress
  return isNews ? { ...snapshot, uploadProgress } : snapshot
}

function see(tasks: TaskDescription, snapshot: TaskSnapshot, task: Task, at: number | undefined): TaskSnapshot {
  const { word, said, reason, rank, createdAt, task_id, external_task_id } = readTaskFields(tasks, task)
  // Answers can overtake each other; a task never goes back, and what is over stays so.
  const last = snapshot.task && readTaskFields(tasks, snapshot.task)
  if (last && last.task_id === task_id && rank < last.rank) return snapshot
  if (last && isOther(snapshot, task_id, external_task_id)) return snapshot
  if (snapshot.status === 'succeed' || snapshot.error?.code === 'task-failed') return snapshot
  const known = {
    ...idleSnapshot,
    task_id,
    external_task_id: external_task_id ?? snapshot.external_task_id,
    submittedAt: snapshot.submittedAt ?? at ?? createdAt,
    task,
  }
  if (word === 'failed') return { ...known, status: 'failed', error: new TaskFailedError(task_id, reason) }
  if (word === 'succeed') {
    const images = readTaskImages(tasks, task)
    if (images.length > 0) return { ...known, status: 'succeed', images }
    // The answer to a create may leave them out; the first look tells.
    if (at !== undefined) return { ...known, status: 'processing' }
    const error = new ContractError({ path: `/data/${tasks.task.images[0]![0]!}`, code: 'required' })
    return { ...known, status: 'failed', error }
  }
  // The answer to a request that nobody waits for any more is kept, and no more.
  const next: TaskSnapshot = { ...known, status: snapshot.status === 'stopped' ? 'stopped' : word }
  // Looks that differ only in their times cost no render.
  return last?.said !== said || !isSameSnapshot(snapshot, { ...next, task: snapshot.task } as TaskSnapshot)
    ? next
    : snapshot
}
