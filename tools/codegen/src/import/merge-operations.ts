import { child, children, type Json, type Place, resolve, show, type Spec } from '../spec.ts'
import { type Adoption, adoptSchema } from './adopt-schema.ts'
import type { Match } from './match-operations.ts'
import type { Merge } from './merge.ts'
import { mergeSchema } from './merge-schema.ts'

/** Collects in `merge` what the vendor says of the operations that both have. */
export function mergeOperations(merge: Merge, matches: readonly Match[]): void {
  for (const { ours, theirs } of matches) {
    mergeParameters(merge, ours.place, ours.parameters, theirs.parameters)
    mergeBody(merge, child(ours.place, 'requestBody'), child(theirs.place, 'requestBody'))
    const answer = (operation: Place): Place | undefined =>
      children(child(operation, 'responses')).find(([status]) => status.startsWith('2'))?.[1]
    mergeBody(merge, answer(ours.place), answer(theirs.place))
  }
}

function mergeBody(merge: Merge, ours: Place | undefined, theirs: Place | undefined): void {
  const [our, their] = [ours && bodySchema(merge.ours, ours), theirs && bodySchema(merge.theirs, theirs)]
  if (our && their) mergeSchema(merge, our, their, '')
}

function bodySchema(spec: Spec, body: Place): Place | undefined {
  const media = children(child(resolve(spec, body), 'content'))
  const json = media.find(([type]) => /^(application\/(.*\+)?json\b|\*\/\*)/.test(type))
  return json && child(json[1], 'schema')
}

function mergeParameters(merge: Merge, operation: Place, ours: readonly Place[], theirs: readonly Place[]): void {
  const own = ours.filter((one) => child(one, 'in')?.value === 'query')
  for (const parameter of theirs) {
    const where = child(parameter, 'in')?.value
    const name = child(parameter, 'name')
    const schema = child(parameter, 'schema')
    if (where === 'path' || !name || !schema) continue
    if (where !== 'query') {
      // Tokens and content types are sent anyway.
      if (!/^(authorization|content-type|accept)$/i.test(show(name)))
        merge.leaveOut(parameter, `${show(name)} is no query parameter`)
      continue
    }
    const known = own.find((one) => child(one, 'name')?.value === name.value)
    const knownSchema = known && child(known, 'schema')
    merge.attempt(show(name), () => {
      if (knownSchema) mergeSchema(merge, knownSchema, schema, show(name))
      else merge.append(`${operation.pointer}/parameters`, newParameter(merge.adoption, parameter, schema))
    })
  }
}

function newParameter(adoption: Adoption, parameter: Place, schema: Place): Json {
  const kept = ['name', 'in', 'required', 'description'].flatMap((key): [string, Json][] => {
    const value = child(parameter, key)
    return value ? [[key, value.value]] : []
  })
  return { ...Object.fromEntries(kept), schema: adoptSchema(adoption, schema) }
}
