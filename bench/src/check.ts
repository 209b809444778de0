// Width, height and faults of a 10 MiB file: how long it takes in Chromium and in Node, and how much of it is read.
import { chromiumArgs, findChromium } from '@omni-image/checks/find-chromium'
import { chromium } from 'playwright'
import { bundle } from './bundle.ts'
import { check, type CheckFigures } from './check-page.ts'
import { startSink } from './sink.ts'

const bytes = 10 * 1024 * 1024
const runs = 21

async function inChromium(executablePath: string): Promise<CheckFigures> {
  const sink = await startSink(await bundle('./check-page.ts'))
  const browser = await chromium.launch({ executablePath, args: [...chromiumArgs] })
  try {
    const page = await browser.newPage()
    await page.goto(sink.url)
    return await page.evaluate<CheckFigures>(`import('/script.js').then(({ check }) => check(${bytes}, ${runs}))`)
  } finally {
    await browser.close()
    sink.close()
  }
}

/** What is promised for Chromium; Node has it easier. */
const target = { medianMs: 5, readBytes: 1e6 }

function toRow({ medianMs, worstMs, readBytes }: CheckFigures): Record<string, string> {
  const isMet = medianMs <= target.medianMs && readBytes <= target.readBytes
  return {
    'median (ms)': medianMs.toFixed(2),
    'worst (ms)': worstMs.toFixed(2),
    'read (kB)': (readBytes / 1000).toFixed(1),
    target: `${target.medianMs} ms, ${target.readBytes / 1000} kB`,
    verdict: isMet ? 'met' : 'MISSED',
  }
}

const executablePath = await findChromium()
console.table({
  ...(executablePath !== undefined && { Chromium: toRow(await inChromium(executablePath)) }),
  Node: toRow(await check(bytes, runs)),
})
