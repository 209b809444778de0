import type { Ledger } from './ledger.ts'
import type { TaskRecord } from './task-record.ts'

export interface StoreLimits {
  readonly tasks: number
  readonly retentionMs: number
}

const mostThumbnailBytes = 64 * 2 ** 20

/** The tasks of the one account that the emulator has, oldest first, and what they cost. */
export class TaskStore {
  readonly #limits: StoreLimits
  readonly #byTaskId = new Map<string, TaskRecord>()
  readonly #byExternalId = new Map<string, TaskRecord>()
  readonly #unfinished = new Set<TaskRecord>()
  readonly #billed = { tasks: 0, images: 0, units: 0 }
  #thumbnailBytes = 0

  constructor(limits: StoreLimits) {
    this.#limits = limits
  }

  add(record: TaskRecord): void {
    this.#byTaskId.set(record.taskId, record)
    if (record.externalId !== undefined) this.#byExternalId.set(record.externalId, record)
    this.#unfinished.add(record)
    this.#thumbnailBytes += thumbnailBytes(record)
    this.#billed.tasks += 1
    this.#billed.images += record.imageCount
    this.#billed.units += record.units
    this.forget(record.createdAtMs)
  }

  /** By the API's id or the caller's. */
  find(id: string): TaskRecord | undefined {
    return this.#byTaskId.get(id) ?? this.#byExternalId.get(id)
  }

  newestFirst(): TaskRecord[] {
    return [...this.#byTaskId.values()].toReversed()
  }

  slotsInUse(nowMs: number): number {
    let slots = 0
    for (const record of this.#unfinished)
      if (nowMs >= record.endsAtMs) this.#unfinished.delete(record)
      else slots += record.imageCount
    return slots
  }

  ledger(): Ledger {
    return { ...this.#billed }
  }

  /** Drops what is too old, and the oldest of what is too much. */
  forget(nowMs: number): void {
    for (const record of this.#byTaskId.values()) {
      const isExpired = nowMs >= record.createdAtMs + this.#limits.retentionMs
      const isTooMuch = this.#byTaskId.size > this.#limits.tasks || this.#thumbnailBytes > mostThumbnailBytes
      if (!isExpired && !isTooMuch) return
      this.#byTaskId.delete(record.taskId)
      if (record.externalId !== undefined) this.#byExternalId.delete(record.externalId)
      this.#unfinished.delete(record)
      this.#thumbnailBytes -= thumbnailBytes(record)
    }
  }
}

function thumbnailBytes(record: TaskRecord): number {
  return record.references.reduce((sum, reference) => sum + (reference.thumbnail?.length ?? 0), 0)
}
