// Lint, import circles, format and unused code, side by side. With `--fix` the tools mend what they can.
import { runProgram } from './run-program.ts'
import type { programs } from './run-program.ts'

const fix = process.argv.includes('--fix')

const steps: readonly (readonly [title: string, program: keyof typeof programs, args: readonly string[]])[] = [
  [
    'lint',
    'oxlint',
    ['-c', 'tools/checks/oxlint.json', '--report-unused-disable-directives', ...(fix ? ['--fix'] : [])],
  ],
  ['import circles', 'oxlint', ['-c', 'tools/checks/import-circles.json']],
  // The reference is written in one go with the code and would take longer to format than to write.
  ['format', 'oxfmt', ['-c', 'tools/checks/oxfmt.json', '.', '!docs/api/**', ...(fix ? [] : ['--check'])]],
  ['unused code', 'knip', ['--config', 'tools/checks/knip.json', '--no-progress', '--no-config-hints']],
]

async function runStep([title, program, args]: (typeof steps)[number]): Promise<boolean> {
  const startMs = performance.now()
  const { code, output } = await runProgram(program, args)
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`${code === 0 ? '✓' : '✗'} ${title} (${seconds} s)`)
  if (code !== 0) console.log(output)
  return code === 0
}

const passed: boolean[] = []
if (fix) for (const step of steps) passed.push(await runStep(step)) // lint and format write the same files
else passed.push(...(await Promise.all(steps.map(runStep))))

process.exitCode = passed.every(Boolean) ? 0 : 1
