import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { minimal, path } from './desk.ts'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

interface Program {
  readonly output: () => string
  readonly errors: () => string
  readonly exitCode: Promise<number | null>
  readonly child: ChildProcess
}

function run(...args: readonly string[]): Program {
  const child = spawn(process.execPath, ['--conditions=@omni-image/source', cli, ...args])
  running.push(child)
  let [output, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const exitCode = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { output: () => output, errors: () => errors, exitCode, child }
}

/** Waits for the greeting and reads the address from it. */
async function urlFrom(program: Program): Promise<string> {
  await expect.poll(program.output, { timeout: 20_000 }).toContain('curl')
  return /http:\/\/127\.0\.0\.1:\d+/.exec(program.output())?.[0] ?? ''
}

describe('omni-image-emulator', { timeout: 30_000 }, () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, then ends well', async (signal) => {
    const program = run('--port', '0', '--token', 'secret', '--latency', '0', '--seed', '7', '--slots', '2')
    const url = await urlFrom(program)
    const send = (token: string): Promise<Response> =>
      fetch(url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...minimal, n: 3 }),
      })
    expect((await send('other')).status).toBe(401)
    expect((await send('secret')).status).toBe(429)
    program.child.kill(signal)
    expect(await program.exitCode).toBe(0)
  })

  it('prints a curl that works as it stands', async () => {
    const program = run('--port', '0')
    await urlFrom(program)
    const command = program.output().slice(program.output().indexOf('curl'))
    const shell = spawn('sh', ['-c', command.replace('curl', 'curl -s')])
    const answer = await new Promise<string>((resolve) => shell.stdout.setEncoding('utf8').once('data', resolve))
    expect(JSON.parse(answer)).toMatchObject({ code: 0, data: { task_status: 'submitted' } })
  })

  it('explains itself', async () => {
    const program = run('--help')
    expect(await program.exitCode).toBe(0)
    expect(program.output()).toContain('--latency')
  })

  it.each([
    [['--port', 'many'], /--port takes a whole number/],
    [['--prot', '1'], /--prot/],
  ])('says what is wrong with %j', async (args, message) => {
    const program = run(...args)
    expect(await program.exitCode).toBe(1)
    expect(program.errors()).toMatch(message)
  })

  it('says so when the port is taken', async () => {
    const other = createEmulator()
    const { port } = await other.listen()
    const program = run('--port', String(port))
    expect(await program.exitCode).toBe(1)
    expect(program.errors()).toBe(`Port ${port} is taken. Give another one with --port, or 0 for any free one.\n`)
    await other.close()
  })
})
