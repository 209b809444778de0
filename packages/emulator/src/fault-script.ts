import type { Fault, FaultFunction, FaultRequest, FaultTarget } from './fault.ts'

export type FaultScript = (request: Omit<FaultRequest, 'attempt'>) => Fault | undefined

/** Turns the option into one question per request. Of a list, one fault at most happens to a request. */
export function createFaultScript(faults: readonly Fault[] | FaultFunction = []): FaultScript {
  const attempts = new Map<FaultTarget, number>()
  const choose = typeof faults === 'function' ? faults : fromList(faults)
  return (request) => {
    const attempt = (attempts.get(request.operation) ?? 0) + 1
    attempts.set(request.operation, attempt)
    return choose({ ...request, attempt })
  }
}

function fromList(faults: readonly Fault[]): FaultFunction {
  const counters = faults.map(({ skip = 0, times = 1 }) => ({ skip, times }))
  return ({ operation }) =>
    faults.find((fault, index) => {
      const counter = counters[index]
      if (!counter || targetOf(fault) !== operation || counter.times === 0) return false
      if (counter.skip > 0) {
        counter.skip -= 1
        return false
      }
      counter.times -= 1
      return true
    })
}

function targetOf({ on, kind }: Fault): FaultTarget {
  return on ?? (kind === 'lost-callback' || kind === 'double-callback' ? 'callback' : 'create')
}
