import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const redocly = join(dirname(fileURLToPath(import.meta.resolve('@redocly/cli/package.json'))), 'bin/cli.js')

/** Runs the linter over a spec: its problems with line and column, or an empty text. */
export async function lint(folder: string, file: string): Promise<string> {
  const child = spawn(
    process.execPath,
    [redocly, 'lint', file, '--config', 'openapi/redocly.yaml', '--format=stylish'],
    {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let report = ''
  let chatter = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (report += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (chatter += text))
  const code = await new Promise<number | null>((settle, fail) => child.on('close', settle).on('error', fail))
  return report.trim() !== '' ? withPlaces(report, file) : code === 0 ? '' : chatter.trim()
}

/** `file:line:column` before each problem, as editors and terminals open it, instead of the file in a line of its own. */
function withPlaces(report: string, file: string): string {
  const lines = report.split('\n').filter((line) => line.trim() !== '' && line.trim() !== `${file}:`)
  return lines.map((line) => line.replace(/^\s+(\d+:\d+)\s+(\w+)\s+(\S+)\s+/, `${file}:$1 $2 $3: `)).join('\n')
}
