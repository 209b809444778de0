import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { isObject, type Json, parseSpec } from '../src/spec.ts'
import { currentSpec } from './edited-spec.ts'

/**
 * What ajv says of a value by the raw spec: the pointers of its errors, none if the value is good.
 * Our own rules are told to it as they are documented: an open enum takes any word but an empty one, a lossless
 * integer is 64 bits in any exact form, and an address is what `URL` takes. It does not know shared limits and placeholders.
 */
export function createAjvVerdict(): (schema: string, value: unknown) => { paths: string[]; isChoice: boolean } {
  const ajv = new Ajv2020({ allErrors: true, strict: false, strictNumbers: true })
  ajv.addFormat('uri', (text: string) => URL.canParse(text))
  ajv.addFormat('int64', true)
  ajv.addKeyword({ keyword: 'x-lossless', validate: (_: unknown, value: unknown) => isExact64(value) })
  const { components } = parseSpec(currentSpec()).root.value as { components: Json }
  ajv.addSchema({ $id: 'spec', components: translate(components) })
  return (schema, value) => {
    const check = ajv.getSchema(`spec#/components/schemas/${schema}`)!
    const errors = check(value) === true ? [] : (check.errors ?? [])
    return { paths: errors.map(pathOf), isChoice: errors.some(({ keyword }) => keyword === 'anyOf') }
  }
}

function translate(value: Json): Json {
  if (Array.isArray(value)) return value.map(translate)
  if (!isObject(value)) return value
  const copy = Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, translate(inside)]))
  if (copy['x-lossless']) return { 'x-lossless': true }
  if (!copy['x-open-enum']) return copy
  const { enum: _words, ...rest } = copy
  return { ...rest, minLength: 1 }
}

function isExact64(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value === 'string' && !/^-?[0-9]{1,40}$/.test(value)) return false
  if (typeof value !== 'string' && typeof value !== 'bigint') return false
  return BigInt(value) >= -(2n ** 63n) && BigInt(value) < 2n ** 63n
}

function pathOf({ instancePath, keyword, params }: ErrorObject): string {
  if (keyword !== 'required') return instancePath
  return `${instancePath}/${(params as { missingProperty: string }).missingProperty}`
}
