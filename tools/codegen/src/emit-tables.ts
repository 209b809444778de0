import { type Model } from './model.ts'
import { taskName } from './names.ts'
import { isSame } from './read-values.ts'
import { Refusal } from './refusal.ts'
import type { Schema } from './schema.ts'
import { compact, toSource } from './source.ts'
import type { Json } from './spec.ts'

export function emitOperations({ operations, basePath }: Model): string {
  const table = Object.fromEntries(
    operations
      .filter(({ isCallback }) => !isCallback)
      .map(({ id, method, path, params, query, parameters }) => [
        id,
        compact({
          method,
          path,
          params: params.length > 0 ? params : undefined,
          query: query.length > 0 ? query : undefined,
          parameters: Object.keys(parameters).length > 0 ? (parameters as Json) : undefined,
        }),
      ]),
  )
  return `import type { Operation } from '../operation.ts'
import type { operations as Operations } from './types.ts'

/** What stands before every path, where the origin is a gateway's. */
export const basePath = ${toSource(basePath)}

export const operations = ${toSource(table)} as const satisfies Record<keyof Operations, Operation>
`
}

export function emitTasks({ tasks }: Model): string {
  const tables = tasks.map(
    ({ submit, table }) =>
      `export const ${taskName(submit.id)}Task = ${toSource(table)} as const satisfies TaskDescription\n`,
  )
  return `import type { TaskDescription } from '../task-description.ts'\n\n${tables.join('\n')}`
}

export function emitErrorCodes({ schemas }: Model): string {
  const errors = only(schemas, 'x-error-codes', ({ errorCodes }) => errorCodes)
  const successes = only(schemas, 'x-success-codes', ({ successCodes }) => successCodes)
  return `import type { ErrorCode } from '../error-code.ts'

/** By the \`code\` of the body. */
export const errorCodes: Readonly<Record<string, ErrorCode>> = ${toSource(errors ?? {})}

export const successCodes: readonly (string | number)[] = ${toSource(successes ?? [])}
`
}

export function emitImageLimits({ schemas }: Model): string {
  const limits = only(schemas, 'x-image', (schema) => (schema.kind === 'string' ? schema.image : undefined))
  const pixels = only(schemas, 'x-pixels', (schema) => (schema.kind === 'string' ? schema.pixels : undefined))
  const image = limits && `export const imageLimits = ${toSource(limits)} as const satisfies ImageLimits\n\n`
  return `${image ? `import type { ImageLimits } from '../image-limits.ts'\n\n${image}` : ''}/** The longest side of a picture for each word. */
export const pixels = ${toSource(pixels ?? {})} as const
`
}

/** What an extension says; two places that say different things are refused, since there is one table. */
function only(
  schemas: Model['schemas'],
  keyword: string,
  read: (schema: Schema) => Json | undefined,
): Json | undefined {
  let found: Json | undefined
  const visit = (schema: Schema): void => {
    const value = read(schema)
    if (value !== undefined && found !== undefined && !isSame(value, found)) {
      throw new Refusal(`${schema.pointer}/${keyword}`, `another ${keyword} says something else; there can be one.`)
    }
    found ??= value
    if (schema.kind === 'array') visit(schema.items)
    if (schema.kind === 'anyOf') schema.branches.forEach(visit)
    if (schema.kind === 'object') for (const property of schema.properties) visit(property.schema)
  }
  for (const schema of schemas.values()) visit(schema)
  return found
}
