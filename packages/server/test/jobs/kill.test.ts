import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createEmulator } from '@omni-image/emulator'
import { expect, it, onTestFinished } from 'vitest'

const count = 40

it('a process that is killed again and again goes on with its folder where it was, and pays for nothing twice', async () => {
  const emulator = createEmulator({ seed: 7, latency: 300 })
  const folder = mkdtempSync(join(tmpdir(), 'omni-image-jobs-'))
  const { url } = await emulator.listen()
  const toldFile = join(folder, 'told')
  const told = (): Map<string, string> => {
    const lines = existsSync(toldFile) ? readFileSync(toldFile, 'utf8').split('\n').slice(0, -1) : []
    return new Map(lines.map((line) => line.split(' ') as [string, string]))
  }
  const start = () => {
    const script = fileURLToPath(new URL('folder-process.ts', import.meta.url))
    const child = fork(script, [url, folder, toldFile, `${count}`], { execArgv: ['--conditions=@omni-image/source'] })
    return { child, exit: once(child, 'exit') }
  }
  let running = start()
  onTestFinished(async () => {
    running.child.kill('SIGKILL')
    await running.exit
    await emulator.close()
    rmSync(folder, { recursive: true })
  })

  for (const billed of [3, 11, 17, 26]) {
    await expect.poll(() => emulator.ledger().tasks, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(billed)
    running.child.kill('SIGKILL')
    await running.exit
    running = start()
  }
  await expect.poll(() => told().size, { timeout: 60_000 }).toBe(count)
  expect(new Set(told().values())).toEqual(new Set(['succeed']))
  expect(emulator.ledger().tasks).toBe(count)
}, 120_000)
