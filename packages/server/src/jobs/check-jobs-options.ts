import { checkOptions } from '../handler/check-options.ts'
import type { JobsOptions } from './jobs-options.ts'

/** Throws a `TypeError` that says what to change. */
export function checkJobsOptions(options: JobsOptions): void {
  const { upstream, secret, ownership, callbacks, redis, folder, rate, resubmit } = options
  if ([secret ?? []].flat().length === 0) throw wrong('secret is missing; use the one of your handler')
  try {
    checkOptions({ upstream, secret, ownership, callbacks })
  } catch (error) {
    throw wrong((error as Error).message.replace(/^\w+: /, ''))
  }
  if (redis === undefined && folder === undefined) throw wrong('give redis, or folder to work without it')
  if (redis !== undefined && folder !== undefined) throw wrong('jobs are kept in redis or in a folder, not in both')
  const lockMs = 'lockMs' in options ? options.lockMs : undefined
  const { concurrency, deadlineMs, keepMs } = options
  const numbers = {
    concurrency,
    deadlineMs,
    keepMs,
    lockMs,
    'rate.max': rate?.max,
    'rate.durationMs': rate?.durationMs,
  }
  for (const [name, value] of Object.entries(numbers)) {
    if (value !== undefined && !(value > 0)) throw wrong(`${name} must be a number above 0`)
  }
  if (resubmit !== undefined && !['never', 'if-not-found'].includes(resubmit)) {
    throw wrong("resubmit must be 'never' or 'if-not-found'")
  }
}

function wrong(what: string): TypeError {
  return new TypeError(`createJobs: ${what}`)
}
