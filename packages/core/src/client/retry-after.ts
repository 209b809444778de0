/** A `Retry-After` header, seconds or a date, in milliseconds from now; undefined where there is none. */
export function readRetryAfter(header: string | null): number | undefined {
  if (!header) return undefined
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs)
}
