import { upgradeFromThreeToThreeOne } from '@scalar/openapi-upgrader/3.0-to-3.1'
import { isObject, type JsonObject, parseSpec, type Spec } from '../spec.ts'
import { ImportProblem } from './import-problem.ts'

/** A vendor's document as OpenAPI 3.1. Places keep the lines of the document as it was written. */
export function readVendor(text: string): Spec {
  if (text.trimStart().startsWith('<')) throw new ImportProblem('This is a web page, not an OpenAPI document.')
  const spec = parse(text)
  const { value } = spec.root
  if (!isObject(value) || typeof (value['openapi'] ?? value['swagger']) !== 'string') {
    throw new ImportProblem("This is no OpenAPI document: 'openapi' is missing at its top.")
  }
  const version = value['openapi'] ?? value['swagger']
  if (typeof version !== 'string' || !/^3\.[01](\.|$)/.test(version)) {
    throw new ImportProblem(`OpenAPI 3.0 and 3.1 can be imported, this is ${JSON.stringify(version)}.`)
  }
  if (!isObject(value['paths']))
    throw new ImportProblem("This document has no 'paths', so there are no operations in it.")
  const upgraded = upgradeFromThreeToThreeOne(structuredClone(value)) as JsonObject
  return { root: { value: upgraded, pointer: '' }, locate: (pointer) => spec.locate(pointer) }
}

/** Aliases that multiply and nesting without end are told like any other text that cannot be read. */
function parse(text: string): Spec {
  try {
    return parseSpec(text)
  } catch (error) {
    const reason = error instanceof RangeError ? 'it is nested too deeply' : error instanceof Error ? error.message : ''
    throw new ImportProblem(`This is neither YAML nor JSON that can be read: ${reason}`, { cause: error })
  }
}
