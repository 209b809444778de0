#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { createEmulator } from './emulator.ts'

const help = `omni-image-emulator: the omni-image API on your desk

  --port <number>    port on 127.0.0.1, 0 for a free one (default: 8787)
  --token <text>     the bearer token that is accepted (default: any)
  --latency <ms>     from submitted to finished (default: as the API, around 24 seconds)
  --seed <text>      same seed and same requests give the same ids and pictures (default: another one each time)
  --slots <number>   images in the making at once, more are refused with 1303 (default: no limit)
  --help             this text
`

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { port: text, token: text, latency: text, seed: text, slots: text, help: { type: 'boolean' } },
  })
  if (values.help) return void process.stdout.write(help)

  const port = toNumber('port', values.port) ?? 8787
  const emulator = createEmulator({
    token: values.token,
    latency: toNumber('latency', values.latency),
    seed: values.seed,
    limits: { slots: toNumber('slots', values.slots) },
  })
  const { url } = await emulator.listen(port)
  process.stdout.write(greeting(url, values.token ?? 'any-token'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close())
}

function toNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`)
  return Number(text)
}

function greeting(url: string, token: string): string {
  return `The omni-image API is at ${url} (with and without /kling)

  curl ${url}/kling/v1/images/omni-image \\
    -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
    -d '{"model_name":"kling-v3-omni","prompt":"A lighthouse on a cliff in the last light"}'

`
}

function explain(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Give another one with --port, or 0 for any free one.`
  if (code === 'EACCES') return `Port ${port} is not allowed here. Give one above 1023 with --port.`
  return `${message}\nTry --help.`
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}
