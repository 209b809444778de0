// The door of the repo: needs only Node >= 20.19 and npm. Installs what is missing, then goes on with Node 24.
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const windows = process.platform === 'win32'
const sourceCondition = '--conditions=@omni-image/source'
const quietEnvironment = {
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
}

const turbo = join(modules, 'turbo/bin/turbo')
const changesets = join(modules, '@changesets/cli/bin.js')
const checks = (name, ...args) => [join(root, 'tools/checks/src', name), ...args]
const codegen = (name, ...args) => [join(root, 'tools/codegen/src', name), ...args]

const playground = join(root, 'apps/playground')
const vite = (...args) => [join(playground, 'node_modules/vite/bin/vite.js'), ...args, '--configLoader', 'native']

/** What each command runs, one after the other, with Node 24: [script and arguments, working directory]. */
const commands = {
  dev: (args) => [[devServer(args), playground]],
  serve: (args) => [
    [vite('build', '--logLevel', 'warn'), playground],
    [[join(playground, 'server/serve.ts'), ...args], playground],
  ],
  test: (args) => [[args.length > 0 ? checks('run-vitest.ts', ...args) : checks('test-all.ts')]],
  // Frameworks that are too heavy for every test run: installed, built, started and used.
  examples: (args) => [
    [[turbo, 'run', 'build']],
    [[join(root, 'packages/server/test/installed-examples.ts'), ...args]],
  ],
  generate: (args) => [[args.length > 0 ? codegen('cli.ts', ...args) : [turbo, 'run', 'generate']]],
  'spec:diff': (args) => [[codegen('diff/cli.ts', ...args)]],
  'spec:import': (args) => [[codegen('import/cli.ts', ...args)]],
  build: (args) => [[[turbo, 'run', 'build', ...args]]],
  types: (args) => [[[turbo, 'run', 'build', 'types', ...args]]],
  check: () => [[checks('check.ts')]],
  fix: () => [[checks('check.ts', '--fix')]],
  pnpm: (args) => [[[join(modules, 'pnpm/bin/pnpm.cjs'), ...args]]],
  changeset: (args) => [[[changesets, ...args]]],
  // The changesets have to be complete; once they are used up the spec counts as released. Then the lockfile follows.
  version: () => [
    [codegen('cli.ts', '--check')],
    [codegen('diff/cli.ts', '--finish-draft')],
    [[changesets, 'version']],
    [codegen('diff/cli.ts', '--move-released')],
    [[join(modules, 'pnpm/bin/pnpm.cjs'), 'install', '--lockfile-only']],
  ],
  release: () => [[[turbo, 'run', 'build', 'package']], [[changesets, 'publish']]],
}

const [command = '', ...rest] = process.argv.slice(2)
const args = rest[0] === '--' ? rest.slice(1) : rest
if (!(command in commands)) fail(`Usage: node tools/run.mjs ${Object.keys(commands).join('|')}`)

stopWithParents()
await install()
const node = findNode()
for (const [script, cwd = root] of commands[command](args)) {
  const code = await run(node, [sourceCondition, ...script], { cwd, env: toolEnvironment() })
  if (code !== 0) process.exit(code)
}
process.exit(0)

function devServer(args) {
  const hasScreen = windows || process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  const open = process.stdout.isTTY && hasScreen && !process.env.CI ? ['--open'] : []
  return vite(...open, ...args)
}

function findNode() {
  const own = join(modules, windows ? 'node/bin/node.exe' : 'node/bin/node')
  if (existsSync(own)) return own
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  return fail(`Node 24 could not be installed here and this Node is ${process.versions.node}: use Node 22.18 or newer.`)
}

/** turbo and changesets look for `pnpm` and scripts for `node` on the PATH; the real Node passes signals on, its shell wrapper does not. */
function toolEnvironment() {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const path = [dirname(node), join(modules, '.bin'), process.env[key] ?? ''].join(delimiter)
  return { ...quietEnvironment, ...process.env, [key]: path }
}

async function install() {
  const stamp = join(modules, '.setup-stamp')
  const before = manifestsHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === before) return
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const agent = process.env.npm_execpath ?? '' // npm's or pnpm's own program, when one of them started this
  const viaNpm = ['exec', '--yes', `--package=${packageManager}`, '--', 'pnpm']
  const args = [...(/pnpm[^/\\]*$/.test(agent) ? [] : viaNpm), 'install']
  const code = await (agent === ''
    ? run('npm', args, { cwd: root, shell: windows })
    : /\.[cm]?js$/.test(agent)
      ? run(process.execPath, [agent, ...args], { cwd: root })
      : run(agent, args, { cwd: root }))
  if (code !== 0) process.exit(code)
  writeFileSync(stamp, manifestsHash())
}

function manifestsHash() {
  const hash = createHash('sha256').update(process.platform + process.arch)
  const manifests = ['packages', 'apps', 'tools'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .toSorted()
      .map((name) => join(folder, name, 'package.json')),
  )
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests])
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** Resolves with the exit code; signals sent to us reach the child. */
function run(file, args, options) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options })
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    const listeners = signals.map((signal) => {
      // Ctrl-C in a terminal reaches the child by itself.
      const listener = () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal))
      process.on(signal, listener)
      return () => process.off(signal, listener)
    })
    child.on('error', (error) => fail(`${file}: ${error.message}`))
    child.on('exit', (code, signal) => {
      for (const stop of listeners) stop()
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/** SIGTERM to npm ends npm and its shell, not what that shell started: end ourselves when any of them is gone. */
function stopWithParents() {
  if (windows) return
  const look = (pid) => {
    try {
      const [parent, group] =
        process.platform === 'linux'
          ? readFileSync(`/proc/${pid}/stat`, 'utf8')
              .replace(/^.*\) . /s, '')
              .split(' ')
          : execFileSync('ps', ['-o', 'ppid=,pgid=', '-p', pid]).toString().trim().split(/\s+/)
      return { parent, group }
    } catch {
      return { parent: '0', group: '' }
    }
  }
  const { group: ownGroup } = look(`${process.pid}`)
  const chain = []
  for (let pid = `${process.pid}`; Number(pid) > 1;) {
    const { parent, group } = look(pid)
    if (group !== ownGroup) break
    chain.push({ pid, parent })
    pid = parent
  }
  const watch = () =>
    chain.some(({ pid, parent }) => look(pid).parent !== parent) && process.kill(process.pid, 'SIGTERM')
  setInterval(watch, 1000).unref()
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
