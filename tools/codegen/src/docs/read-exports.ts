import ts from 'typescript'

/** The text of a file, or nothing where there is none. */
export type ReadFile = (path: string) => string | undefined

/** Something that a package exports, with every declaration of it: a function has one for each overload. */
export interface Exported {
  readonly name: string
  /** None where it comes from another package. */
  readonly declarations: readonly ts.Declaration[]
  /** A file, or another package. */
  readonly source: string
}

/**
 * What an entry point exports, in its order, followed through the files of the package without a type checker. What is
 * declared nowhere is left out: that is for the compiler to say.
 */
export function readExports(entry: string, read: ReadFile): Exported[] {
  const statements = parse(entry, read)
  const here = statements
    .filter(isExported)
    .flatMap(declarationsOf)
    .flatMap((declaration) => nameOf(declaration) ?? [])
  const own = [...new Set(here)].map((name) => ({ name, declarations: find(name, entry, read), source: entry }))
  const passedOn = statements.filter(ts.isExportDeclaration).flatMap((statement) => {
    if (!statement.exportClause || !ts.isNamedExports(statement.exportClause)) {
      throw new Error(`${entry} exports with a star; name what it exports.`)
    }
    return statement.exportClause.elements.flatMap(({ name, propertyName }): Exported[] => {
      const source = sourceOf(statement, entry)
      if (!isFile(source)) return [{ name: name.text, declarations: [], source }]
      const declarations = find((propertyName ?? name).text, source, read)
      return declarations.length > 0 ? [{ name: name.text, declarations, source }] : []
    })
  })
  return [...own, ...passedOn]
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
}

function find(name: string, file: string, read: ReadFile): ts.Declaration[] {
  const statements = parse(file, read)
  const here = statements.flatMap(declarationsOf).filter((declaration) => nameOf(declaration) === name)
  if (here.length > 0) return here
  for (const statement of statements) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) {
      continue
    }
    const again = statement.exportClause.elements.find((element) => element.name.text === name)
    const source = sourceOf(statement, file)
    if (again && isFile(source)) return find((again.propertyName ?? again.name).text, source, read)
  }
  return []
}

function declarationsOf(statement: ts.Statement): readonly ts.Declaration[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations
  const isDeclaration =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  return isDeclaration ? [statement] : []
}

function nameOf(declaration: ts.Declaration): string | undefined {
  const name = ts.getNameOfDeclaration(declaration)
  return name && ts.isIdentifier(name) ? name.text : undefined
}

function sourceOf({ moduleSpecifier }: ts.ExportDeclaration, file: string): string {
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return file
  const { text } = moduleSpecifier
  return text.startsWith('.') ? decodeURI(new URL(text, new URL(file, 'file://')).pathname) : text
}

function isFile(source: string): boolean {
  return /\.tsx?$/.test(source)
}

function parse(path: string, read: ReadFile): readonly ts.Statement[] {
  return ts.createSourceFile(path, read(path) ?? '', ts.ScriptTarget.ESNext, true).statements
}
