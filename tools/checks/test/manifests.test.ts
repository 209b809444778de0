import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from '../src/run-program.ts'

interface Manifest {
  readonly directory: string
  readonly name: string
  readonly private?: boolean
  readonly version: string
  readonly scripts: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>> | string>>
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(repositoryRoot, path), 'utf8'))
const manifests = globSync('{packages,apps,tools}/*/package.json', { cwd: repositoryRoot }).map((path): Manifest => ({
  ...(readJson(path) as Manifest),
  directory: dirname(path),
}))
const publicManifests = manifests.filter((manifest) => !manifest.private)

it('changesets releases all public packages, and only those, under one version', () => {
  const { fixed } = readJson('.changeset/config.json') as { fixed: string[][] }
  expect(fixed[0]?.toSorted()).toEqual(publicManifests.map(({ name }) => name).toSorted())
  expect(new Set(publicManifests.map(({ version }) => version)).size).toBe(1)
})

it('what is built and generated is made anew once the settings behind it change', () => {
  const { tasks } = readJson('turbo.json') as { tasks: Record<string, { inputs: string[] }> }
  const projects = publicManifests.flatMap(({ scripts }) => scripts['build']?.match(/tsconfig\S*/g) ?? [])
  expect(tasks['build']?.inputs).toEqual(expect.arrayContaining(['tsconfig.json', ...projects]))
  const settings = ['tools/checks/oxfmt.json', 'pnpm-lock.yaml'].map((file) => `$TURBO_ROOT$/${file}`)
  expect(tasks['drift']?.inputs).toEqual(expect.arrayContaining(settings))
})

describe.each(publicManifests)('$name', ({ directory, scripts, exports }) => {
  it('builds all of its projects before it is packed and has its tarball checked', () => {
    // What only runs in Node is a project of its own, so that the rest cannot use Node's types.
    const hasNodePart = existsSync(join(repositoryRoot, directory, 'tsconfig.node.json'))
    expect(scripts).toMatchObject({
      build: hasNodePart ? 'tsc -b . tsconfig.node.json' : 'tsc -b',
      prepack: 'pnpm run build',
      package: 'node ../../tools/checks/src/package.ts',
    })
  })

  it('offers its source first and types before code', () => {
    const conditions = Object.values(exports).filter((entry) => typeof entry === 'object')
    for (const entry of conditions) expect(Object.keys(entry)).toEqual(['@omni-image/source', 'types', 'default'])
  })
})
