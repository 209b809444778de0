import { type Model } from './model.ts'
import { taskName } from './names.ts'
import { isSame } from './read-values.ts'
import { Refusal } from './refusal.ts'
import type { Schema, Schemas } from './schema.ts'
import { toSource } from './source.ts'
import type { Json, JsonObject } from './spec.ts'

export function emitOperations({ operations, basePath }: Model): string {
  const own = operations.filter(({ isCallback }) => !isCallback)
  const table = Object.fromEntries(own.map(({ id, method, path }) => [id, { method, path }]))
  const queries = own.filter(({ query }) => query.length > 0)
  const limits = queries.map(({ id, query, parameters }) => [
    id,
    Object.fromEntries(query.map((name) => [name, (parameters[name] ?? {}) as Json])),
  ])
  return `import type { Operation, ParameterLimits } from '../operation.ts'
import type { operations as Operations } from './types.ts'

/** What stands before every path, where the origin is a gateway's. */
export const basePath = ${toSource(basePath)}

export const operations = ${toSource(table)} as const satisfies Record<keyof Operations, Operation>

/** The query parameters of the operations that have any, with what numbers among them allow. */
export const queries = ${toSource(Object.fromEntries(limits) as Json)} as const satisfies Partial<Record<keyof Operations, Record<string, ParameterLimits>>>
`
}

export function emitTasks({ tasks }: Model): string {
  const tables = tasks.map(({ submit, table }) => {
    const { count, price, ...rest } = table as Record<string, Json>
    const name = taskName(submit.id)
    return `export const ${name}Task = ${toSource(rest)} as const satisfies TaskDescription

export const ${name}Count = ${toSource(count)} as const satisfies CountDescription

/** A table of its own, as a client needs no prices. */
export const ${name}Cost = { count: ${name}Count, price: ${toSource(price)} } as const satisfies CostDescription
`
  })
  return `import type { CostDescription, CountDescription, TaskDescription } from '../task-description.ts'\n\n${tables.join('\n')}`
}

interface ErrorEntry {
  readonly kind: string
  readonly retryable?: true
  readonly when?: Json
}

/** By kind, as that is what clients ask for and the shortest to write. */
export function emitErrorCodes({ schemas }: Model): string {
  const errors = only(schemas, 'x-error-codes', ({ errorCodes }) => errorCodes) as
    | Record<string, ErrorEntry>
    | undefined
  const successes = only(schemas, 'x-success-codes', ({ successCodes }) => successCodes)
  const entries = Object.entries(errors ?? {})
  const toCode = (code: string): string | number => (/^\d+$/.test(code) ? Number(code) : code)
  const codesOf = (isMeant: (entry: ErrorEntry) => unknown): Json =>
    entries.filter(([, entry]) => isMeant(entry)).map(([code]) => toCode(code))
  const kinds = new Set(entries.map(([, { kind }]) => kind))
  const byKind = Object.fromEntries([...kinds].map((kind) => [kind, codesOf((entry) => entry.kind === kind)]))
  const finer = Object.fromEntries(entries.flatMap(([code, { when }]) => (when === undefined ? [] : [[code, when]])))
  return `import type { ApiErrorKind, ErrorCode, FinerError } from '../error-code.ts'

/** What the \`code\` of an error body means. */
export const errorKinds: Readonly<Partial<Record<ApiErrorKind, readonly ErrorCode[]>>> = ${toSource(byKind)}

/** With these codes the same request may succeed later. */
export const retryableCodes: readonly ErrorCode[] = ${toSource(codesOf(({ retryable }) => retryable))}

/** Codes that mean several things, told apart by the message. */
export const finerErrors: Readonly<Record<ErrorCode, readonly FinerError[]>> = ${toSource(finer)}

export const successCodes: readonly ErrorCode[] = ${toSource(successes ?? [])}
`
}

export function emitImageLimits({ schemas }: Model): string {
  const limits = firstImageLimits(schemas)
  const pixels = mergePixels(schemas)
  const image =
    limits &&
    `/** The limits of every image field whose request shape has none of its own. */
export const imageLimits = ${toSource(limits)} as const satisfies ImageLimits\n\n`
  return `${image ? `import type { ImageLimits } from '../image-limits.ts'\n\n${image}` : ''}/** The longest side of a picture for each word. */
export const pixels = ${toSource(pixels)} as const
`
}

/** Those of the first image field in the spec, which all others share unless they say something else. */
export function firstImageLimits(schemas: Schemas): Json | undefined {
  return allOf(schemas, (schema) => (schema.kind === 'string' ? schema.image : undefined))[0]?.value
}

/** Fields may know different words; one word has one size. */
function mergePixels(schemas: Schemas): JsonObject {
  const merged: Record<string, Json> = {}
  for (const { value, pointer } of allOf(schemas, (schema) => (schema.kind === 'string' ? schema.pixels : undefined))) {
    for (const [word, size] of Object.entries(value as JsonObject)) {
      if ((merged[word] ??= size) !== size) {
        throw new Refusal(
          `${pointer}/x-pixels/${word}`,
          `another x-pixels says ${toSource(merged[word])} for '${word}'.`,
        )
      }
    }
  }
  return merged
}

/** What an extension says; two places that say different things are refused, since there is one table. */
function only(schemas: Schemas, keyword: string, read: (schema: Schema) => Json | undefined): Json | undefined {
  const [first, ...others] = allOf(schemas, read)
  const other = others.find(({ value }) => !isSame(value, first!.value))
  if (other)
    throw new Refusal(`${other.pointer}/${keyword}`, `another ${keyword} says something else; there can be one.`)
  return first?.value
}

/** What an extension says wherever it stands, in the order of the file. */
function allOf(
  schemas: Schemas,
  read: (schema: Schema) => Json | undefined,
): { readonly value: Json; readonly pointer: string }[] {
  const visit = (schema: Schema): { value: Json; pointer: string }[] => {
    const value = read(schema)
    const inside =
      schema.kind === 'array'
        ? [schema.items]
        : schema.kind === 'anyOf'
          ? schema.branches
          : schema.kind === 'object'
            ? schema.properties.map((property) => property.schema)
            : []
    return [...(value === undefined ? [] : [{ value, pointer: schema.pointer }]), ...inside.flatMap(visit)]
  }
  return [...schemas.values()].flatMap(visit)
}
