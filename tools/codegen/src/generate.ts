import { format, type FormatConfig } from 'oxfmt'
import { emitEndpoints } from './emit-endpoints.ts'
import { emitFields } from './emit-fields.ts'
import { emitInputs } from './emit-inputs.ts'
import { emitRequestShapes } from './emit-request-shape.ts'
import { emitSchemas } from './emit-schemas.ts'
import { emitStandardSchemas } from './emit-standard-schemas.ts'
import { emitErrorCodes, emitImageLimits, emitOperations, emitTasks } from './emit-tables.ts'
import { emitTypes } from './emit-types.ts'
import { emitValidators } from './emit-validators.ts'
import { type Model, readModel } from './model.ts'
import { parseSpec } from './spec.ts'

const header =
  '// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.\n'

/** The text of every generated file, by its name. Throws a Refusal where the spec says something unknown. */
export async function generate(yaml: string, style: FormatConfig): Promise<Map<string, string>> {
  return writeWire(readModel(parseSpec(yaml)), style)
}

export async function writeWire(model: Model, style: FormatConfig): Promise<Map<string, string>> {
  const bodies: readonly [name: string, body: string][] = [
    ['endpoints.ts', emitEndpoints(model)],
    ['error-codes.ts', emitErrorCodes(model)],
    ['fields.ts', emitFields(model)],
    ['image-limits.ts', emitImageLimits(model)],
    ['inputs.ts', emitInputs(model)],
    ['operations.ts', emitOperations(model)],
    ['request-shape.ts', emitRequestShapes(model)],
    ['schemas.ts', emitSchemas(model)],
    ['standard-schemas.ts', emitStandardSchemas(model)],
    ['tasks.ts', emitTasks(model)],
    ['types.ts', await emitTypes(model)],
    ['validators.ts', emitValidators(model)],
  ]
  return new Map(
    await Promise.all(bodies.map(async ([name, body]) => [name, await beautify(name, body, style)] as const)),
  )
}

async function beautify(name: string, body: string, style: FormatConfig): Promise<string> {
  const { code, errors } = await format(name, `${header}\n${body}`, style)
  if (errors.length > 0) throw new Error(`${name} came out as no TypeScript: ${errors[0]?.message}`)
  return code
}
