/** What is told of one request: no key, no cookie, no picture, and the prompt only where you asked for it. */
export interface RequestLogEntry {
  readonly method: string
  /** `create`, `get`, `list`, `callback`, `health`, or `none` for anything else. */
  readonly route: string
  readonly status: number
  readonly durationMs: number
  /** As the answer has it. */
  readonly request_id: string
  readonly user?: string | undefined
  readonly isStream?: boolean | undefined
  readonly task_id?: string | undefined
  readonly external_task_id?: string | undefined
  /** How many pictures were asked for. */
  readonly images?: number | undefined
  readonly prompt?: string | undefined
  /** Why it was refused: the `code` of the answer, and its message. */
  readonly code?: number | string | undefined
  readonly message?: string | undefined
}

/** pino, consola and the console fit as they are. */
export interface Logger {
  readonly info: (entry: object, message: string) => void
  readonly warn: (entry: object, message: string) => void
  readonly error: (entry: object, message: string) => void
}

const silent = (): void => undefined
const onConsole =
  (level: 'warn' | 'error') =>
  (_entry: object, message: string): void =>
    console[level](`@omni-image/server: ${message}`)

export const quietLogger: Logger = { info: silent, warn: onConsole('warn'), error: onConsole('error') }
