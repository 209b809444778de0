import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const core = fileURLToPath(new URL('../../../packages/core/', import.meta.url))
const generated = `${core}src/wire/generated/`

// The files that are never replaced, most of all the compiler's own libraries.
const parsed = new Map<string, ts.SourceFile | undefined>()

/** What TypeScript says of files in core's `src/wire` while other generated files stand in the place of the real ones. */
export function typeErrors(entries: readonly string[], files: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(`${core}../../tsconfig.base.json`, (path) => readFileSync(path, 'utf8'))
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, core)
  options.noEmit = true
  options.composite = false
  options.declarationMap = false
  options.isolatedDeclarations = false // 5.9 is stricter here than the compiler that core is built with
  const real = ts.createCompilerHost(options)
  const replaced = (path: string): string | undefined =>
    path.startsWith(generated) ? files.get(path.slice(generated.length)) : undefined
  const host: ts.CompilerHost = {
    ...real,
    readFile: (path) => replaced(path) ?? real.readFile(path),
    fileExists: (path) => replaced(path) !== undefined || real.fileExists(path),
    getSourceFile: (path, target) => {
      const text = replaced(path)
      if (text !== undefined) return ts.createSourceFile(path, text, target)
      if (!parsed.has(path)) parsed.set(path, real.getSourceFile(path, target))
      return parsed.get(path)
    },
  }
  const program = ts.createProgram(
    entries.map((entry) => `${core}src/wire/${entry}`),
    options,
    host,
  )
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
