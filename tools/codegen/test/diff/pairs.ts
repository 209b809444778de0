import { expect, it } from 'vitest'
import type { Change, Kind } from '../../src/diff/change.ts'
import { diffSpecs } from '../../src/diff/diff-specs.ts'
import { parseSpec } from '../../src/spec.ts'
import { currentSpec, editedSpec } from '../edited-spec.ts'

type Edits = Readonly<Record<string, unknown>>

/** An edit of the spec, the verdict on it, what a user is told, and what stood there before if not the spec at hand. */
export type Row = readonly [edit: string, after: Edits, verdict: Kind, says: RegExp, before?: Edits]

export const schemas = '/components/schemas'
export const request = `${schemas}/OmniImageRequest`
export const field = `${request}/properties`
export const task = `${schemas}/Task`
export const image = `${schemas}/ImageReference/properties/image`
export const elementId = `${schemas}/ElementReference/properties/element_id`
export const create = '/paths/~1v1~1images~1omni-image/post'
export const list = '/paths/~1v1~1images~1omni-image/get'
export const look = '/paths/~1v1~1images~1omni-image~1{id}/get'
export const engine = `${create}/x-task`
export const text = { type: 'string', description: 'Something new. And more of it.' }

const current = parseSpec(currentSpec())

export function changesOf(after: Edits, before?: Edits): Change[] {
  return diffSpecs(before ? parseSpec(editedSpec(before)) : current, parseSpec(editedSpec(after)))
}

/** The worst of the changes has to be of the kind, and one of that kind has to say it. */
export function judge(rows: readonly Row[]): void {
  it.each(rows.map(([edit, ...row]) => [edit, row] as const))('%s', (_edit, [after, verdict, says, before]) => {
    const changes = changesOf(after, before)
    expect(changes[0]?.kind).toBe(verdict)
    expect(changes).toContainEqual(expect.objectContaining({ kind: verdict, sentence: expect.stringMatching(says) }))
  })
}
