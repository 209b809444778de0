import { Refusal } from './refusal.ts'

/** `createOmniImage` → `omniImage`: what the tasks of an operation are called. */
export function taskName(operationId: string): string {
  return lowerFirst(operationId.replace(/^create(?=[A-Z])/, ''))
}

/** `OmniImageRequest` → `omniImage`: what the tables of a request are called. */
export function requestName(schemaName: string): string {
  return lowerFirst(schemaName.replace(/(?<=.)Request$/, ''))
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** `series_amount` → `SeriesAmount`. */
export function pascalCase(key: string): string {
  return key
    .split(/[^a-zA-Z0-9]+/)
    .map(upperFirst)
    .join('')
}

/** Names become identifiers, so they have to be some. */
export function checkName(name: string, pointer: string, pattern: RegExp, example: string): void {
  if (!pattern.test(name)) throw new Refusal(pointer, `'${name}' cannot be a name in code. Write it like '${example}'.`)
}
