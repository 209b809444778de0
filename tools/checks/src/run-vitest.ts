// Without arguments: every project once, with a JSON report for the summary. With arguments: they go to vitest as they are.
import { findChromium } from './find-chromium.ts'
import { runProgram } from './run-program.ts'

const args = process.argv.slice(2)
const config = ['--config', 'tools/checks/vitest.config.ts']
const watching = args.some((argument) => argument === '--watch' || argument === '-w' || argument === 'watch')
const report = ['--reporter=default', '--reporter=json', `--outputFile.json=.turbo/tests.json`]

if ((await findChromium()) === undefined)
  console.warn('SKIPPED: browser tests, for want of a Chromium (set CHROMIUM_PATH to one).')

const { code } = await runProgram(
  'vitest',
  args.length === 0 ? ['run', ...config, ...report] : [...(watching ? [] : ['run']), ...config, ...args],
  {
    show: true,
  },
)
process.exitCode = code
