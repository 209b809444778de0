interface RefusalDetails {
  readonly status: number
  readonly code: number | string | undefined
  readonly retryAfterMs?: number | undefined
  readonly request_id?: string | undefined
}

/** A request that is turned down, in the words of the API. Thrown anywhere, answered in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly details: RefusalDetails

  constructor(message: string, details: RefusalDetails) {
    super(message)
    this.details = details
  }
}

export function badRequest(message: string): Refusal {
  return new Refusal(message, { status: 400, code: 1201 })
}

export function taskNotFound(): Refusal {
  return new Refusal('Task not found by id/external id', { status: 404, code: 1203 })
}

/** In the words by which clients know that their first request was the one. */
export function idIsTaken(id: string): Refusal {
  return badRequest(`External_task_id ${id} already exists`)
}

/** Too often: the client comes back by itself. */
export function tooMany(message: string, retryAfterMs: number): Refusal {
  return new Refusal(message, { status: 429, code: 1302, retryAfterMs })
}

export function tooManyTasks(message: string, retryAfterMs: number): Refusal {
  return new Refusal(message, { status: 429, code: 1303, retryAfterMs })
}

/** The one code that says both "later" and "nothing was created": the client may repeat a paid request. */
export function notReady(message: string): Refusal {
  return new Refusal(message, { status: 503, code: 1302, retryAfterMs: 2000 })
}

/** Nobody knows what became of the request: the client looks for its task. */
export function unclear(): Refusal {
  return new Refusal('The API gave no clear answer', { status: 502, code: 5002 })
}
