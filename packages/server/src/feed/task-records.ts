import { externalIdOf } from '../ownership/owners.ts'
import type { TaskRecord } from './task-record.ts'

/** The records of an instance, found in every way that is asked for. */
export interface TaskRecords {
  readonly get: (task_id: string | undefined) => TaskRecord | undefined
  readonly byExternalId: (externalId: string | undefined) => TaskRecord | undefined
  /** By either of its ids, among the user's own. */
  readonly find: (user: string, id: string) => TaskRecord | undefined
  readonly ofUser: (user: string) => Iterable<TaskRecord>
  readonly all: () => Iterable<TaskRecord>
  readonly add: (record: TaskRecord) => void
  /** It has changed, so it is one of the last to be forgotten. */
  readonly touch: (record: TaskRecord) => void
}

interface UserRecords {
  readonly byTaskId: Map<string, TaskRecord>
  /** By the ids that the user's requests carried. */
  readonly byOwnId: Map<string, TaskRecord>
}

export function createTaskRecords(maxTasks: number): TaskRecords {
  const records = new Map<string, TaskRecord>() // by task_id, the one that changed last at the end
  const byExternalId = new Map<string, TaskRecord>()
  const byUser = new Map<string, UserRecords>()

  function touch(record: TaskRecord): void {
    records.delete(record.task_id)
    records.set(record.task_id, record)
  }

  function add(record: TaskRecord): void {
    const { task_id, externalId, user } = record
    const own = byUser.get(user) ?? { byTaskId: new Map<string, TaskRecord>(), byOwnId: new Map<string, TaskRecord>() }
    const ownId = externalIdOf(record.task)
    records.set(task_id, record)
    byUser.set(user, own)
    own.byTaskId.set(task_id, record)
    if (ownId !== undefined) own.byOwnId.set(ownId, record)
    if (externalId !== undefined) byExternalId.set(externalId, record)
    forgetOldest()
  }

  /** Those that are watched get a second chance, but not for ever. */
  function forgetOldest(): void {
    let chances = 10
    for (const record of records.values()) {
      if (records.size <= maxTasks) return
      if (record.unfollow && (chances -= 1) > 0) touch(record)
      else remove(record)
    }
  }

  function remove(record: TaskRecord): void {
    record.unfollow?.()
    records.delete(record.task_id)
    if (record.externalId !== undefined) byExternalId.delete(record.externalId)
    const own = byUser.get(record.user)
    own?.byTaskId.delete(record.task_id)
    own?.byOwnId.delete(externalIdOf(record.task) ?? '')
    if (own?.byTaskId.size === 0) byUser.delete(record.user)
  }

  return {
    get: (task_id = '') => records.get(task_id),
    byExternalId: (externalId = '') => byExternalId.get(externalId),
    find: (user, id) => byUser.get(user)?.byTaskId.get(id) ?? byUser.get(user)?.byOwnId.get(id),
    ofUser: (user) => byUser.get(user)?.byTaskId.values() ?? [],
    all: () => records.values(),
    add,
    touch,
  }
}
