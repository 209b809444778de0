// `npm test`: every step through turbo, then a summary. A failed step does not keep the others from running.
import { globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './find-chromium.ts'
import { repositoryRoot, runProgram } from './run-program.ts'

const steps = ['drift', 'check', 'build', 'types', 'test', 'package', 'size']
const testReportPath = join(repositoryRoot, '.turbo/tests.json')

interface RunSummary {
  readonly tasks: readonly {
    readonly taskId: string
    readonly task: string
    readonly cache: { readonly status: string }
    readonly execution?: { readonly startTime: number; readonly endTime: number; readonly exitCode: number | null }
  }[]
}

interface TestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

function readSummary(): RunSummary | undefined {
  const path = globSync('.turbo/runs/*.json', { cwd: repositoryRoot })[0]
  return path === undefined ? undefined : (JSON.parse(readFileSync(join(repositoryRoot, path), 'utf8')) as RunSummary)
}

/** A test file that does not even load counts as one failed test. */
function countTests(): { passed: number; failed: number; skipped: number } {
  try {
    const report = JSON.parse(readFileSync(testReportPath, 'utf8')) as TestReport
    const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

// turbo asks every tool for colours, also when nobody looks at a terminal.
if (!process.stdout.isTTY && process.env['FORCE_COLOR'] === undefined) process.env['NO_COLOR'] ??= '1'

rmSync(testReportPath, { force: true })
rmSync(join(repositoryRoot, '.turbo/runs'), { recursive: true, force: true })
const startMs = Date.now()
const { code } = await runProgram(
  'turbo',
  [
    'run',
    ...steps,
    '--continue=dependencies-successful',
    '--summarize',
    '--log-order=grouped',
    '--log-prefix=none',
    '--output-logs=new-only',
  ],
  { show: true },
)

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`.padStart(8)
const tasks = readSummary()?.tasks ?? []
console.log('\nsummary')
for (const step of steps) {
  const runs = tasks.filter(({ task }) => task === step)
  const failed = runs.filter(({ execution }) => execution?.exitCode !== 0).map(({ taskId }) => taskId)
  const ms = runs.reduce((sum, { execution }) => sum + (execution ? execution.endTime - execution.startTime : 0), 0)
  const cached = runs.length > 0 && runs.every(({ cache }) => cache.status === 'HIT') ? ' (cached)' : ''
  const passed = runs.length > 0 && failed.length === 0
  console.log(`${passed ? '✓' : '✗'} ${step.padEnd(8)} ${seconds(ms)}${cached}  ${failed.join(', ')}`.trimEnd())
}
console.log(`  total    ${seconds(Date.now() - startMs)}`)

const { passed, failed, skipped } = countTests()
if (!process.env['CI'] && (await findChromium()) === undefined)
  console.log('SKIPPED: browser tests, for want of a Chromium')
if (skipped > 0) console.log(`skipped tests: ${skipped}`)
console.log(`tests: ${passed} passed, ${failed} failed`)
process.exitCode = code !== 0 || failed > 0 ? 1 : 0
