/** Runs works, so many at once; the others wait in line. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>

/** Lets `size` of the works that it is given run at once. */
export function createGate(size: number): Gate {
  const inLine: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running < size) running++
    else await new Promise<void>((begin) => inLine.push(begin))
    try {
      return await work()
    } finally {
      const next = inLine.shift()
      if (next) next()
      else running--
    }
  }
}
