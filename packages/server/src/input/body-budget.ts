import { tooMany } from '../handler/refusal.ts'

/** Memory for bodies that are being read or sent on. */
export interface BodyBudget {
  /** Opens an account of one request of a user. */
  readonly open: (user: string) => BodyAccount
}

interface BodyAccount {
  /** Throws a refusal where the user, or all together, would hold too much. */
  readonly take: (bytes: number) => void
  readonly close: () => void
}

const retryAfterMs = 2000

export function createBodyBudget(perUserBytes: number, totalBytes: number): BodyBudget {
  const held = new Map<string, number>()
  let total = 0

  function change(user: string, bytes: number): void {
    total += bytes
    const now = (held.get(user) ?? 0) + bytes
    if (now > 0) held.set(user, now)
    else held.delete(user)
  }

  return {
    open: (user) => {
      let own = 0
      return {
        take: (bytes) => {
          const isTooMuch = (held.get(user) ?? 0) + bytes > perUserBytes || total + bytes > totalBytes
          if (isTooMuch) throw tooMany('Too many large requests at once', retryAfterMs)
          own += bytes
          change(user, bytes)
        },
        close: () => {
          change(user, -own)
          own = 0
        },
      }
    },
  }
}
