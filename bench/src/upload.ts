// Ten images of 10 MiB in one request, by the SDK and by hand: time, longest stall, peak memory that came on top.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromiumArgs, findChromium } from '@omni-image/checks/find-chromium'
import { chromium, type Browser } from 'playwright'
import { bigPng } from './big-png.ts'
import { bundle } from './bundle.ts'
import { startSink } from './sink.ts'
import type { Way } from './upload-page.ts'

interface Figures {
  readonly tookMs: number
  readonly stallMs: number
  readonly addedBytes: number
}

const count = 10
const bytes = 10 * 1024 * 1024
const expected = Array.from({ length: count }, (_, index) => {
  return createHash('sha256').update(bigPng(bytes, index)).digest('hex')
}).join()

const sink = await startSink(await bundle('./upload-page.ts'))
const rows: Record<string, Record<string, string>> = {}

/** What is promised; what stands beside it for comparison has no target. */
interface Target {
  readonly stallMs?: number
  readonly addedBytes?: number
}

const pageTarget: Target = { stallMs: 50, addedBytes: 150e6 }
const textTarget: Target = { stallMs: 50 }
const nodeTarget: Target = { addedBytes: 200e6 }

function note(name: string, { tookMs, stallMs, addedBytes }: Figures, target?: Target): void {
  const isRight = sink.received().join() === expected
  const isMet =
    target && isRight && stallMs <= (target.stallMs ?? Infinity) && addedBytes <= (target.addedBytes ?? Infinity)
  rows[name] = {
    'took (s)': (tookMs / 1000).toFixed(2),
    'longest stall (ms)': stallMs.toFixed(0),
    'added memory (MB)': (addedBytes / 1e6).toFixed(0),
    'received right': isRight ? 'yes' : 'NO',
    target: toWords(target),
    verdict: target ? (isMet ? 'met' : 'MISSED') : '',
  }
}

function toWords({ stallMs, addedBytes }: Target = {}): string {
  return [stallMs && `${stallMs} ms`, addedBytes && `${addedBytes / 1e6} MB`].filter(Boolean).join(', ')
}

/** Resident memory of a process, in bytes. */
function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
}

async function rendererOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  return Math.max(...renderers.map(({ id }) => id))
}

async function inChromium(way: Way, executablePath: string): Promise<Figures> {
  const browser = await chromium.launch({ executablePath, args: [...chromiumArgs] })
  try {
    const page = await browser.newPage()
    await page.goto(sink.url)
    await page.evaluate(`import('/script.js').then(({ prepare }) => prepare('${way}', ${count}, ${bytes}))`)
    await page.requestGC()
    await page.waitForTimeout(500)
    const pid = await rendererOf(browser)
    const before = residentBytes(pid)
    let peak = before
    const timer = setInterval(() => (peak = Math.max(peak, residentBytes(pid))), 10)
    const figures = await page.evaluate(`import('/script.js').then(({ run }) => run('${way}'))`)
    clearInterval(timer)
    return { ...(figures as Omit<Figures, 'addedBytes'>), addedBytes: peak - before }
  } finally {
    await browser.close()
  }
}

async function inNode(way: 'ours' | 'naive'): Promise<Figures> {
  const script = fileURLToPath(new URL('upload-node.ts', import.meta.url))
  const args = ['--conditions=@omni-image/source', script, way, sink.url, `${count}`, `${bytes}`]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return JSON.parse(stdout) as Figures
}

const executablePath = await findChromium()
if (executablePath !== undefined) {
  note('Chromium, ours', await inChromium('ours', executablePath), pageTarget)
  note('Chromium, ours from Base64', await inChromium('text', executablePath), textTarget)
  note('Chromium, naive', await inChromium('naive', executablePath))
}
note('Node, ours', await inNode('ours'), nodeTarget)
note('Node, naive', await inNode('naive'))
console.table(rows)
sink.close()
