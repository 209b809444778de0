import { Refusal } from './refusal.ts'
import { parseSpec } from './spec.ts'

/** The one hand-written source of the wire, from the top of the repository. */
export const specFile = 'openapi/omni-image.yaml'

/** A refusal with the line that it is about; other errors are thrown on. */
export function explain(yaml: string, error: unknown, file: string = specFile): string {
  if (!(error instanceof Refusal)) throw error
  try {
    const { line, column } = parseSpec(yaml).locate(error.pointer)
    return `${file}:${line}:${column} #${error.pointer}\n  ${error.reason}`
  } catch {
    return `${file} is no YAML that can be read\n  ${error.reason}`
  }
}

export function isReadable(yaml: string): boolean {
  try {
    return parseSpec(yaml).root !== undefined
  } catch {
    return false
  }
}
