import { child, children, type Json, type Place } from '../spec.ts'

/** The examples of a schema, a parameter or a body, as a list, by name or alone. */
export function examplesAt(place: Place | undefined): Json[] {
  const alone = place && child(place, 'example')
  const many = place && child(place, 'examples')
  const listed = children(many).flatMap(([, one]) => (Array.isArray(many?.value) ? [one] : (child(one, 'value') ?? [])))
  return [...(alone ? [alone] : []), ...listed].map(({ value }) => value)
}
