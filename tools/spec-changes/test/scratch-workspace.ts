import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../', import.meta.url))
const own = '@omni-image'
const copied = [
  'openapi',
  'docs',
  'packages',
  'apps',
  'tools',
  'pnpm-workspace.yaml',
  'package.json',
  'tsconfig.base.json',
]
const left = new Set(['node_modules', 'dist', '.turbo', 'test'])

/** A copy of the repository's sources that may be changed at will, with the installed packages of the real one. */
export interface ScratchWorkspace {
  readonly path: (file: string) => string
  readonly read: (file: string) => Promise<string>
  readonly write: (file: string, text: string) => Promise<void>
  /** Runs a Node program in it to its end. */
  readonly run: (program: string, ...args: readonly string[]) => Promise<{ code: number | null; output: string }>
  readonly remove: () => Promise<void>
}

export async function createScratchWorkspace(): Promise<ScratchWorkspace> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'spec-changes-')))
  await Promise.all(
    copied.map((name) =>
      cp(join(repository, name), join(root, name), { recursive: true, filter: (path) => !left.has(basename(path)) }),
    ),
  )
  await linkModules(root, '.')
  for (const group of ['packages', 'apps', 'tools']) {
    const folders = await readdir(join(root, group), { withFileTypes: true })
    for (const folder of folders) if (folder.isDirectory()) await linkModules(root, join(group, folder.name))
  }
  const path = (file: string): string => join(root, file)
  return {
    path,
    read: (file) => readFile(path(file), 'utf8'),
    write: async (file, text) => {
      await mkdir(join(path(file), '..'), { recursive: true })
      await writeFile(path(file), text)
    },
    run: (program, ...args) => runNode(root, [program, ...args]),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  }
}

/** A package's `node_modules`, in which our own packages are those of the copy. */
async function linkModules(root: string, folder: string): Promise<void> {
  const from = join(repository, folder, 'node_modules')
  const to = join(root, folder, 'node_modules')
  const names = await readdir(from).catch((): string[] => [])
  if (names.length === 0) return
  await mkdir(join(to, own), { recursive: true })
  for (const name of names.filter((one) => one !== own && !one.startsWith('.vite')))
    await symlink(join(from, name), join(to, name))
  for (const name of await readdir(join(from, own)).catch((): string[] => [])) {
    const target = relative(repository, await realpath(join(from, own, name)))
    await symlink(join(root, target), join(to, own, name))
  }
}

function runNode(cwd: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=@omni-image/source', ...args], { cwd })
    let output = ''
    const add = (text: Buffer): void => void (output += text.toString())
    child.stdout.on('data', add)
    child.stderr.on('data', add)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}
