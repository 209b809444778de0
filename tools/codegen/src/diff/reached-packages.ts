import { readdir, readFile } from 'node:fs/promises'
import type { Kind } from './change.ts'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

export interface ReachedPackages {
  /** Names, the package of the generated code first. */
  readonly names: readonly string[]
  /** Version of the package of the generated code. */
  readonly version: string
}

/**
 * The public packages that users of a change may notice it in: the one that holds the generated code and all that build
 * on it. Words alone are read in its docstrings only.
 */
export async function findReachedPackages(root: URL, kinds: readonly Kind[]): Promise<ReachedPackages> {
  const folder = new URL('packages/', root)
  const names = (await readdir(folder)).toSorted()
  const manifests = (
    await Promise.all(names.map((name) => readManifest(new URL(`${name}/package.json`, folder))))
  ).flat()
  const source = await readFile(new URL('core/package.json', folder), 'utf8')
  const core = JSON.parse(source) as Manifest
  const reached = new Set([core.name])
  // As often as there are packages is enough to follow the longest chain.
  for (const _ of kinds.every((kind) => kind === 'docs') ? [] : manifests) {
    for (const { name, dependencies, peerDependencies } of manifests) {
      if (Object.keys({ ...dependencies, ...peerDependencies }).some((other) => reached.has(other))) reached.add(name)
    }
  }
  const isPublic = (name: string): boolean => manifests.some((one) => one.name === name && one.private !== true)
  return { names: [...reached].filter(isPublic), version: core.version }
}

async function readManifest(url: URL): Promise<Manifest[]> {
  const text = await readFile(url, 'utf8').catch(() => undefined)
  return text === undefined ? [] : [JSON.parse(text) as Manifest]
}
