import type { Finishes } from '../finish/finishes.ts'
import type { Hints } from '../hints/hints.ts'
import type { Leases } from '../limits/leases.ts'
import type { RateLimiter, RateRule } from '../limits/limit-options.ts'

/** What several instances keep together. */
export interface Shared {
  readonly hints: Hints
  readonly rateLimiter: (rule: RateRule) => RateLimiter
  readonly leases: Leases
  readonly finishes: Finishes
}
