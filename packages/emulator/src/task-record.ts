import type { Reference } from './reference.ts'

/** All that the emulator keeps of a task. The status is not among it: that is a question of the time. */
export interface TaskRecord {
  readonly taskId: string
  readonly externalId: string | undefined
  readonly prompt: string
  readonly resultType: string
  readonly imageCount: number
  readonly units: number
  readonly widthPixels: number
  readonly heightPixels: number
  readonly hasWatermark: boolean | undefined
  readonly references: readonly Reference[]
  /** Set when the task is going to fail. */
  readonly failure: string | undefined
  readonly callbackUrl: string | undefined
  /** Where the request came to, and so where its pictures are: origin and prefix. */
  readonly home: string
  readonly createdAtMs: number
  readonly startsAtMs: number
  readonly endsAtMs: number
}
