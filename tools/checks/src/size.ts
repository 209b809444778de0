// What an app's visitors download: built packages, tree-shaken and minified by rolldown for es2022, gzip -9. The files
// that a page loads at once are counted together; each of those that it loads when they are needed, by itself.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import type { OutputChunk, Plugin } from 'rolldown'
import { repositoryRoot } from './run-program.ts'

const bindingBytes = 1_500
const coreBytes = 19_500
const lazyBytes = 3_000

/** What is loaded when it is needed, and may weigh more than others of its kind. */
const lazyBudgets: Readonly<Record<string, number>> = { 'full-watcher': 5_000 }

/** What a first import may weigh, with core: minified and compressed bytes, react and vue not counted. */
const budgets: readonly Budget[] = [
  { folder: 'core', title: 'core: submit and wait', exports: [], budgetBytes: coreBytes },
  {
    folder: 'react',
    title: 'react: useOmniImage and core',
    exports: ['useOmniImage'],
    budgetBytes: coreBytes + bindingBytes,
  },
  {
    folder: 'vue',
    title: 'vue: useOmniImage and core',
    exports: ['useOmniImage'],
    budgetBytes: coreBytes + bindingBytes,
  },
]

interface Budget {
  readonly folder: string
  readonly title: string
  readonly exports: readonly string[]
  readonly budgetBytes: number
}

/** The app being weighed; it stands in the package's folder, where that package and core can be found by name. */
const entryCode = ({ folder, exports }: Budget): string => `
  import { createOmniImageClient } from '@omni-image/core'
  export const generate = (input) => createOmniImageClient({ baseUrl: '' }).generate(input)
  ${exports.map((name) => `export { ${name} } from '@omni-image/${folder}'`).join('\n')}
`

interface Weight {
  readonly firstBytes: number
  /** By the name of what is loaded. */
  readonly lazyBytes: Readonly<Record<string, number>>
}

async function weigh(budget: Budget): Promise<Weight> {
  const entryPath = join(repositoryRoot, 'packages', budget.folder, 'app-being-weighed.js')
  const entry: Plugin = {
    name: 'entry',
    resolveId: (id) => (id === 'entry' ? entryPath : undefined),
    load: (id) => (id === entryPath ? entryCode(budget) : undefined),
  }
  const bundle = await rolldown({
    input: 'entry',
    platform: 'browser',
    external: [/^react(?:\/|$)/, /^vue(?:\/|$)/],
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } },
    plugins: [entry],
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  const chunks = output.filter((file) => file.type === 'chunk')
  const first = chunks.filter(({ fileName }) => loadedAtOnce(chunks).has(fileName))
  const lazy = chunks.filter((chunk) => !first.includes(chunk))
  return {
    firstBytes: first.reduce((sum, { code }) => sum + compressed(code), 0),
    lazyBytes: Object.fromEntries(lazy.map(({ name, code }) => [name, compressed(code)])),
  }
}

/** The files that the entry imports, and those that they import. */
function loadedAtOnce(chunks: readonly OutputChunk[]): ReadonlySet<string> {
  const names = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  for (const name of names) {
    for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) names.add(imported)
  }
  return names
}

function compressed(code: string): number {
  return gzipSync(code, { level: 9 }).length
}

const weights = await Promise.all(budgets.map(async (budget) => ({ ...budget, ...(await weigh(budget)) })))
const lazy = new Map(weights.flatMap((weight) => Object.entries(weight.lazyBytes)))
const rows = [
  ...weights.map(({ title, firstBytes, budgetBytes }) => ({ title, bytes: firstBytes, budgetBytes })),
  ...[...lazy].map(([name, bytes]) => ({
    title: `loaded when needed: ${name}`,
    bytes,
    budgetBytes: lazyBudgets[name] ?? lazyBytes,
  })),
]

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(2).padStart(6)
for (const { title, bytes, budgetBytes } of rows) {
  const mark = bytes <= budgetBytes ? '✓' : '✗'
  console.log(`${mark} ${title.padEnd(36)} ${kilobytes(bytes)} kB of ${kilobytes(budgetBytes)} kB`)
}

process.exitCode = rows.every(({ bytes, budgetBytes }) => bytes <= budgetBytes) ? 0 : 1
