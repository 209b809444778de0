/** Lets `size` of the works that it is given run at once; the others wait in line. */
export function createGate(size: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
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
