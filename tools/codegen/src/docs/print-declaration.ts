import ts from 'typescript'

const longestType = 160

/** A declaration as its users see it: without bodies, initial values and what is private. */
export function printDeclaration(declaration: ts.Declaration): string {
  if (ts.isFunctionDeclaration(declaration)) return withoutBody(declaration, declaration.body)
  if (ts.isClassDeclaration(declaration)) return printClass(declaration)
  if (ts.isVariableDeclaration(declaration)) return `const ${declaration.name.getText()}: ${typeOf(declaration)}`
  return withoutExport(declaration.getText())
}

function withoutBody(declaration: ts.Node, body: ts.Node | undefined): string {
  const file = declaration.getSourceFile()
  return withoutExport(file.text.slice(declaration.getStart(), body?.getStart() ?? declaration.end).trim())
}

function withoutExport(text: string): string {
  return text.replace(/^export (default )?(async )?/, '')
}

function typeOf({ type, initializer }: ts.VariableDeclaration): string {
  const written =
    type?.getText() ?? (initializer && ts.isSatisfiesExpression(initializer) ? initializer.type.getText() : 'unknown')
  return written.length > longestType ? `${/^\w+/.exec(written)?.[0] ?? ''}<…>` : written
}

function printClass(declaration: ts.ClassDeclaration): string {
  const parents = declaration.heritageClauses?.map((clause) => ` ${clause.getText()}`).join('') ?? ''
  const members = declaration.members.flatMap(printMember).map((line) => `  ${line}\n`)
  const parameters = declaration.typeParameters?.map((parameter) => parameter.getText()).join(', ') ?? ''
  const name = `${declaration.name?.text ?? ''}${parameters && `<${parameters}>`}`
  return `class ${name}${parents} {\n${members.join('')}}`
}

function printMember(member: ts.ClassElement): string[] {
  if (!member.name || !ts.isIdentifier(member.name)) return []
  const comments = ts
    .getJSDocCommentsAndTags(member)
    .filter(ts.isJSDoc)
    .map((comment) => comment.getText())
  if (ts.isPropertyDeclaration(member)) {
    const name = member.name.getText()
    if (name === 'name') return [] // each error has one, and it is the name of its class
    const type = member.type?.getText() ?? member.initializer?.getText() ?? 'unknown'
    return [...comments, `readonly ${name}${member.questionToken ? '?' : ''}: ${type}`]
  }
  if (ts.isMethodDeclaration(member)) return [...comments, withoutBody(member, member.body)]
  return []
}
