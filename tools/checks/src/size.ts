// What an app's visitors download: built packages, tree-shaken and minified by rolldown for es2022, gzip -9.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import type { Plugin } from 'rolldown'
import { repositoryRoot } from './run-program.ts'

const bindingBytes = 1_500
const coreBytes = 15_500

/** What a package may weigh, with core: minified and compressed bytes, react and vue not counted. */
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

async function compressedBytes(budget: Budget): Promise<number> {
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
  const code = output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('')
  return gzipSync(code, { level: 9 }).length
}

const rows = await Promise.all(
  budgets.map(async (budget) => {
    const bytes = await compressedBytes(budget)
    return { ...budget, bytes, fits: bytes <= budget.budgetBytes }
  }),
)

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(2).padStart(6)
for (const { title, bytes, budgetBytes, fits } of rows)
  console.log(`${fits ? '✓' : '✗'} ${title.padEnd(32)} ${kilobytes(bytes)} kB of ${kilobytes(budgetBytes)} kB`)

process.exitCode = rows.every(({ fits }) => fits) ? 0 : 1
