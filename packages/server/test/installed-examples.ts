// The examples that need a framework of their own: each is installed with packed packages in a temporary folder, built,
// started and used. Takes minutes and the network, so it is no part of `npm test`: `npm run examples [name …]`.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createEmulator } from '@omni-image/emulator'
import { useExample } from './use-example.ts'

interface Manifest {
  dependencies: Record<string, string>
}

/** How each is started, so that signals reach it. */
const programs: Readonly<Record<string, (port: number) => readonly [string, ...string[]]>> = {
  next: (port) => [process.execPath, 'node_modules/next/dist/bin/next', 'start', '--port', `${port}`],
  nuxt: () => [process.execPath, '.output/server/index.mjs'],
  worker: (port) => [
    'node_modules/workerd/bin/workerd',
    'serve',
    'workerd.capnp',
    `--socket-addr=http=127.0.0.1:${port}`,
  ],
}
const packages = ['core', 'react', 'vue', 'server']
const repository = fileURLToPath(new URL('../../..', import.meta.url))
// Build tools start `node`, and that should be this one.
const environment = { ...process.env, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) }
const token = 'sk-the-key-of-an-example'
const secret = 'a secret of more than thirty-two characters'

async function run(cwd: string, command: string, ...args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { cwd, env: { ...environment, CI: 'true' }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${output}`)
}

/** Tarballs by the name of their package. */
async function pack(folder: string): Promise<Readonly<Record<string, string>>> {
  const pnpm = join(repository, 'node_modules/pnpm/bin/pnpm.cjs')
  const pairs = packages.map(async (name) => {
    const file = join(folder, `${name}.tgz`)
    const args = ['pack', '--config.ignore-scripts=true', '--out', file]
    await run(join(repository, 'packages', name), process.execPath, pnpm, ...args)
    return [`@omni-image/${name}`, `file:${file}`] as const
  })
  return Object.fromEntries(await Promise.all(pairs))
}

async function install(name: string, folder: string, tarballs: Readonly<Record<string, string>>): Promise<string> {
  const to = join(folder, name)
  await cp(new URL(`../examples/${name}`, import.meta.url), to, { recursive: true })
  const manifest = JSON.parse(await readFile(join(to, 'package.json'), 'utf8')) as Manifest
  const wanted = Object.entries(tarballs).filter(
    ([dependency]) => dependency === '@omni-image/core' || dependency in manifest.dependencies,
  )
  Object.assign(manifest.dependencies, Object.fromEntries(wanted))
  await writeFile(join(to, 'package.json'), JSON.stringify(manifest))
  await run(to, 'npm', 'install', '--no-audit', '--no-fund')
  await run(to, 'npm', 'run', 'build')
  return to
}

async function use(name: string, folder: string): Promise<void> {
  const emulator = createEmulator({ latency: 1500, token })
  const port = await findFreePort()
  const [command, ...args] = programs[name]!(port)
  const settings = {
    OMNI_IMAGE_TOKEN: token,
    OMNI_IMAGE_SECRET: secret,
    OMNI_IMAGE_BASE_URL: (await emulator.listen()).url,
  }
  const env = { ...environment, NODE_ENV: 'production', PORT: `${port}`, HOST: '127.0.0.1', ...settings }
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    const url = `http://127.0.0.1:${port}`
    await answers(url, child)
    await (await useExample(url, emulator)).close()
  } finally {
    child.kill()
    await emulator.close()
  }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`The program ended with ${child.exitCode}`)
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

const chosen = process.argv.slice(2)
const folder = await realpath(await mkdtemp(join(tmpdir(), 'omni-image-examples-')))
try {
  const tarballs = await pack(folder)
  for (const name of chosen.length > 0 ? chosen : Object.keys(programs)) {
    const startMs = performance.now()
    const since = (): string => `${((performance.now() - startMs) / 1000).toFixed(0)} s`
    const to = await install(name, folder, tarballs)
    console.log(`  ${name}: installed and built after ${since()}`)
    await use(name, to)
    console.log(`✓ ${name} makes pictures, pushes, and notices who leaves (${since()})`)
  }
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
