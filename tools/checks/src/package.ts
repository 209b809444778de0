// Packs the package of the working directory as a release would, then asks publint and attw about the tarball.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'

interface PackReport {
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

const neededFiles = ['dist/index.js', 'dist/index.d.ts', 'src/index.ts', 'README.md']
const unwantedFile = /\.(?:test|test-d)\.|\.tsbuildinfo$|(?:^|\/)\.env/

async function findProblems(folder: string, destination: string): Promise<readonly string[]> {
  // turbo has built the package just now: its prepack script would only do so again.
  const args = ['pack', '--json', '--config.ignore-scripts=true', '--pack-destination', destination]
  const pack = await runProgram('pnpm', args, { cwd: folder })
  if (pack.code !== 0) return [pack.output]
  const { filename, files } = JSON.parse(pack.stdout) as PackReport
  const paths = files.map(({ path }) => path)
  const answers = await Promise.all([
    runProgram('publint', ['run', filename, '--strict']),
    runProgram('attw', [filename, '--profile', 'esm-only', '--no-emoji', '--no-color']),
  ])
  return [
    ...neededFiles.filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
    ...paths.filter((path) => unwantedFile.test(path)).map((path) => `${path} must not be shipped`),
    ...answers.filter(({ code }) => code !== 0).map(({ output }) => output),
  ]
}

const destination = mkdtempSync(join(tmpdir(), 'omni-image-package-'))
try {
  const problems = await findProblems(process.cwd(), destination)
  for (const problem of problems) console.log(problem)
  console.log(problems.length === 0 ? '✓ packs, publint and attw have nothing to say' : '✗ the package is not ready')
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  rmSync(destination, { recursive: true, force: true })
}
