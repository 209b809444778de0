import { stringAt } from './read-values.ts'
import { Refusal } from './refusal.ts'
import { dereference, type Schema, type Schemas } from './schema.ts'
import { type Place, show, toKeys } from './spec.ts'

/** What the pointers of `x-task` lead into: a request or a task. */
export interface Target {
  readonly schemas: Schemas
  /** Name of the schema. */
  readonly name: string
}

/** The keys of a pointer. */
export function readKeys(target: Target, pointer: Place): string[] {
  schemaAt(target, pointer)
  return toKeys(stringAt(pointer))
}

/** The schema that a pointer leads to. */
export function schemaAt({ schemas, name }: Target, pointer: Place): Schema {
  let schema = dereference(schemas, schemas.get(name)!)
  const keys = toKeys(stringAt(pointer))
  for (const key of keys) {
    const property = schema.kind === 'object' ? schema.properties.find((one) => one.key === key) : undefined
    if (!property) throw new Refusal(pointer.pointer, `${show(pointer)} leads nowhere in the schema ${name}.`)
    schema = dereference(schemas, property.schema)
  }
  if (keys.length === 0) throw new Refusal(pointer.pointer, "a pointer that starts with '/' is expected here.")
  return schema
}
