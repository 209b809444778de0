import type { InputIssue } from '@omni-image/core'
import { toFriendlyIssue } from './friendly-issue.ts'
import type { FormState } from './create-form.ts'
import { valueAt, type FormValues } from './form-values.ts'
import { placeFields, type PlacedField } from './field-layout.ts'
import type { Field } from '@omni-image/core/wire'

export interface PlacedIssue {
  readonly path: string
  /** The field's name, with its place in a list. */
  readonly label: string
  readonly message: string
}

/** What is wrong at a JSON pointer; with `below`, also inside of it. */
export function messagesAt({ issues }: FormState, path: string, below = false): readonly string[] {
  return issues
    .filter((issue) => issue.path === path || (below && issue.path.startsWith(`${path}/`)))
    .map(toFriendlyIssue)
}

/** Everything that is wrong, for a list above the button. */
export function toPlacedIssues(fields: readonly Field[], { issues, values }: FormState): readonly PlacedIssue[] {
  return issues.map((issue) => ({
    path: issue.path,
    label: labelOf(placeFields(fields), values, issue),
    message: toFriendlyIssue(issue),
  }))
}

function labelOf(fields: readonly PlacedField[], values: FormValues, { path }: InputIssue): string {
  const placed = fields.find((field) => path === field.path || path.startsWith(`${field.path}/`))
  if (!placed) return path.slice(1)
  const index = /^\/(\d+)/.exec(path.slice(placed.path.length))?.[1]
  if (index === undefined) return placed.field.label
  const item = valueAt(values, `${placed.path}/${index}`) as FormValues
  const name = Object.values(item).find((value) => typeof value === 'object' && 'name' in value) as { name: string }
  return `${placed.field.label}, ${name?.name ?? Number(index) + 1}`
}
