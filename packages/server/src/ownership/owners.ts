import type { Task } from '@omni-image/core/wire'

/** Tells which tasks are whose. Upstream there is one account; here each user sees their own tasks and no others. */
export interface Owners {
  /** The id that a user's id has upstream. */
  readonly toUpstreamId: (user: string, id: string) => Promise<string>
  /** Under which ids to look upstream for what a user calls `id`, which may also be a `task_id`. */
  readonly candidates: (user: string, id: string) => Promise<readonly Candidate[]>
  /** Remembers whose task it is, as soon as the API has accepted it. */
  readonly keep: (user: string, id: string, task: Task) => Promise<void>
  /** The task as its user knows it; undefined where it is somebody else's. */
  readonly show: (user: string, task: Task) => Promise<Task | undefined>
}

export interface Candidate {
  readonly upstreamId: string
  /** Nobody else's task can have this id, so what is found under it needs no further look at whose it is. */
  readonly isProof: boolean
}

/** The user's marked ids and the id as it is, the likelier first, since each may cost a request. */
export function toCandidates(marked: readonly string[], id: string): readonly Candidate[] {
  const own = marked.map((upstreamId) => ({ upstreamId, isProof: true }))
  const plain = { upstreamId: id, isProof: false }
  return looksDrawn(id) ? [...own, plain] : [plain, ...own]
}

/** The id that a task carries upstream. */
export function externalIdOf(task: Task): string | undefined {
  return task.task_info?.external_task_id || undefined
}

/** The task under its user's own id. */
export function withExternalId(task: Task, external_task_id: string): Task {
  return { ...task, task_info: { ...task.task_info, external_task_id } }
}

/** Drawn ids look like this, and ids of the API do not. */
function looksDrawn(id: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)
}
