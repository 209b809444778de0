import { checkReference } from '@omni-image/core'
import { bigPng } from './big-png.ts'

export interface CheckFigures {
  readonly medianMs: number
  readonly worstMs: number
  readonly readBytes: number
}

/** Checks files of `bytes` bytes, each a new one, and notes how long it took and how much was read of one. */
export async function check(bytes: number, runs: number): Promise<CheckFigures> {
  const times: number[] = []
  let readBytes = 0
  for (let run = 0; run < runs; run++) {
    const file = new Blob([bigPng(bytes, run)])
    await file.slice(-1).arrayBuffer() // until the browser has put the file away
    const slice = file.slice.bind(file)
    readBytes = 0
    file.slice = (start = 0, end = file.size, type) => {
      readBytes += Math.min(end, file.size) - start
      return slice(start, end, type)
    }
    const startedAt = performance.now()
    const { issues } = await checkReference(file)
    times.push(performance.now() - startedAt)
    if (issues.length > 0) throw new Error('The file was meant to be healthy')
  }
  times.sort((one, other) => one - other)
  return { medianMs: times[Math.floor(runs / 2)]!, worstMs: times.at(-1)!, readBytes }
}
