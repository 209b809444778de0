import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { docstringOf } from './docstring.ts'
import { blocks, fenced, linkTo } from './markdown.ts'
import { printDeclaration } from './print-declaration.ts'
import { type Exported, type ReadFile, readExports } from './read-exports.ts'

export interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly description?: string
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}

/** What a package exports, with its docstrings. `objects` are the names that the page of objects explains. */
export function packagePage(
  folder: URL,
  { name, description = '', exports = {} }: Manifest,
  objects: ReadonlySet<string>,
  read: ReadFile,
): string {
  const entries = Object.entries(exports).flatMap(([subpath, targets]) => {
    const source = typeof targets === 'string' ? undefined : targets['@omni-image/source']
    const path = source === undefined ? '' : fileURLToPath(new URL(source, folder))
    return read(path) === undefined ? [] : [{ subpath, path }]
  })
  return blocks(
    `# ${name}`,
    description,
    ...entries.map(({ subpath, path }) => {
      const items = readExports(path, read).toSorted((left, right) => rank(left) - rank(right))
      return blocks(`## ${fenceName(name + subpath.slice(1))}`, ...items.map((item) => describe(item, objects)))
    }),
  )
}

/** Functions first, then classes, then types, then values. */
function rank({ declarations: [first] }: Exported): number {
  if (!first) return 4
  if (ts.isFunctionDeclaration(first)) return 0
  if (ts.isClassDeclaration(first)) return 1
  return ts.isVariableDeclaration(first) ? 3 : 2
}

function describe({ name, declarations, source }: Exported, objects: ReadonlySet<string>): string {
  const title = `### ${fenceName(name)}`
  const [first] = declarations
  if (!first) return blocks(title, `From ${fenceName(source)}.`)
  if (objects.has(name) && ts.isTypeAliasDeclaration(first))
    return blocks(title, `Field by field: ${linkTo(name, 'objects.md')}.`)
  // The implementation behind overloads is nobody's business.
  const isOverloaded = declarations.length > 1 && ts.isFunctionDeclaration(first)
  const shown = isOverloaded ? declarations.filter((one) => ts.isFunctionDeclaration(one) && !one.body) : declarations
  return blocks(title, fenced('ts', shown.map(printDeclaration).join('\n')), ...shown.map(docstringOf))
}

function fenceName(name: string): string {
  return `\`${name}\``
}
