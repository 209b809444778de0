import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The top of the repo. */
export const repositoryRoot: string = fileURLToPath(new URL('../../..', import.meta.url))

/** The start files of the tools that these checks call, run with this very Node. */
export const programs = {
  attw: 'tools/checks/node_modules/@arethetypeswrong/cli/dist/index.js',
  knip: 'node_modules/knip/bin/knip.js',
  oxfmt: 'node_modules/oxfmt/bin/oxfmt',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  pnpm: 'node_modules/pnpm/bin/pnpm.cjs',
  publint: 'tools/checks/node_modules/publint/src/cli.js',
  turbo: 'node_modules/turbo/bin/turbo',
  vitest: 'node_modules/vitest/vitest.mjs',
} as const

export interface ProgramResult {
  readonly code: number
  /** stdout and stderr, in the order they came; empty with `show`. */
  readonly output: string
  readonly stdout: string
}

export interface RunProgramOptions {
  readonly cwd?: string
  /** Let the program write to our terminal instead of collecting its output. */
  readonly show?: boolean
}

/** Runs one of {@link programs} to its end; SIGTERM and SIGINT sent to us end it too. */
export function runProgram(
  name: keyof typeof programs,
  args: readonly string[],
  { cwd = repositoryRoot, show = false }: RunProgramOptions = {},
): Promise<ProgramResult> {
  const script = fileURLToPath(new URL(programs[name], new URL('../../../', import.meta.url)))
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=@omni-image/source', script, ...args], {
      cwd,
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let stdout = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    const stop = (): void => {
      child.kill('SIGTERM')
    }
    process.once('SIGTERM', stop).once('SIGINT', stop)
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGTERM', stop).off('SIGINT', stop)
      resolve({ code: code ?? 1, output, stdout })
    })
  })
}
