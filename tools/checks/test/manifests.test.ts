import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from '../src/run-program.ts'

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly version: string
  readonly scripts: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>> | string>>
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(repositoryRoot, path), 'utf8'))
const manifests = globSync('{packages,apps,tools}/*/package.json', { cwd: repositoryRoot }).map(
  (path) => readJson(path) as Manifest,
)
const publicManifests = manifests.filter((manifest) => !manifest.private)

it('changesets releases all public packages, and only those, under one version', () => {
  const { fixed } = readJson('.changeset/config.json') as { fixed: string[][] }
  expect(fixed[0]?.toSorted()).toEqual(publicManifests.map(({ name }) => name).toSorted())
  expect(new Set(publicManifests.map(({ version }) => version)).size).toBe(1)
})

describe.each(publicManifests)('$name', ({ scripts, exports }) => {
  it('builds before it is packed and has its tarball checked', () => {
    expect(scripts).toMatchObject({
      build: 'tsc -b',
      prepack: 'pnpm run build',
      package: 'node ../../tools/checks/src/package.ts',
    })
  })

  it('offers its source first and types before code', () => {
    const conditions = Object.values(exports).filter((entry) => typeof entry === 'object')
    for (const entry of conditions) expect(Object.keys(entry)).toEqual(['@omni-image/source', 'types', 'default'])
  })
})
