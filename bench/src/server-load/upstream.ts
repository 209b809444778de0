// The API in a process of its own; says how often it was asked for what.
import { createEmulator, type FaultRequest } from '@omni-image/emulator'

const { MEDIAN_MS = '90000', SIGMA = '0.2' } = process.env
const counts = { create: 0, get: 0, list: 0, callback: 0, file: 0 }

const emulator = createEmulator({
  seed: 1,
  latency: { medianMs: Number(MEDIAN_MS), sigma: Number(SIGMA) },
  limits: { tasks: 100_000 },
  faults: ({ operation }: FaultRequest) => {
    counts[operation] += 1
    return undefined
  },
})
const { url } = await emulator.listen()
process.on('message', () => process.send?.({ counts }))
process.on('disconnect', () => process.exit())
process.send?.({ url })
