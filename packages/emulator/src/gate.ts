/** Lets `places` jobs run at once; the others wait in line. */
export type Gate = <Result>(job: () => Promise<Result>) => Promise<Result>

export function createGate(places: number): Gate {
  const waiting: (() => void)[] = []
  let free = places
  return async (job) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await job()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
