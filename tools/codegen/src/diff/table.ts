import type { Spec } from '../spec.ts'
import { type Change, kinds } from './change.ts'

export interface NamedSpec {
  readonly file: string
  readonly spec: Spec
}

/** The changes as lines for a person: what it is, what it means, and where it stands. */
export function toTable(changes: readonly Change[], released: NamedSpec, current: NamedSpec): string[] {
  const width = Math.max(...kinds.map((kind) => kind.length))
  return changes.flatMap(({ kind, pointer, isGone, sentence }) => {
    const { file, spec } = isGone ? released : current
    const { line, column } = spec.locate(pointer)
    return [`${kind.padEnd(width)}  ${sentence}`, `${' '.repeat(width)}  ${file}:${line}:${column} #${pointer}`]
  })
}

/** "1 breaking, 2 feature" */
export function count(changes: readonly Change[]): string {
  return kinds
    .map((kind) => [changes.filter((change) => change.kind === kind).length, kind] as const)
    .flatMap(([number, kind]) => (number > 0 ? [`${number} ${kind}`] : []))
    .join(', ')
}
