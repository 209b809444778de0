/** Says whether one more request fits into the last second. */
export function createRateLimit(perSecond: number): (nowMs: number) => boolean {
  const recent: number[] = []
  return (nowMs) => {
    if (perSecond === Infinity) return true
    while (recent[0] !== undefined && recent[0] <= nowMs - 1000) recent.shift()
    if (recent.length >= perSecond) return false
    recent.push(nowMs)
    return true
  }
}
