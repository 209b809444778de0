import { readKeys, schemaAt, type Target } from './read-keys.ts'
import { numberAt, readKnown, recordAt, stringAt } from './read-values.ts'
import { Refusal } from './refusal.ts'
import { child, children, type Json, need, type Place, show } from './spec.ts'

// The list of TaskWord in core, which tsc compares with what is generated.
const states = ['submitted', 'processing', 'succeed', 'failed']

/** Turns `{ ours: [theirs] }` around, and holds it against the enum of the status. */
export function readWords(place: Place, task: Target, status: Place): Record<string, string> {
  const ours: Record<string, string> = {}
  for (const [state, theirs] of children(place)) {
    if (!states.includes(state)) {
      throw new Refusal(theirs.pointer, `'${state}' is no state of a task. Known are ${states.join(', ')}.`)
    }
    for (const [, word] of children(theirs)) {
      const text = stringAt(word)
      const taken = Object.hasOwn(ours, text) ? ours[text] : undefined
      if (taken !== undefined) throw new Refusal(word.pointer, `'${text}' already means '${taken}'.`)
      ours[text] = state
    }
  }
  const schema = schemaAt(task, status)
  if (schema.kind !== 'string' || !schema.words) throw new Refusal(status.pointer, 'the status has no enum.')
  const unknown = schema.words.find((word) => !Object.hasOwn(ours, word))
  if (unknown !== undefined) {
    throw new Refusal(place.pointer, `the status word '${unknown}' of the task is in no list; say what it means.`)
  }
  return ours
}

/** Which field tells how many images a request asks for, and how many without it. */
export function readCount(place: Place, request: Target): Json {
  const by = need(place, 'by')
  const fields = need(place, 'fields')
  readKnown(place, 'count', { by: stringAt, fields: (pointers) => recordAt(pointers, stringAt) })
  return {
    by: readKeys(request, by),
    assumed: readSwitch(request, by, fields),
    fields: recordAt(fields, (pointer) => readKeys(request, pointer)),
    assumedCounts: recordAt(fields, (pointer) => {
      const { default: count } = schemaAt(request, pointer)
      if (typeof count === 'number') return count
      throw new Refusal(pointer.pointer, `${show(pointer)} has no number as its default.`)
    }),
  }
}

export function readPrice(place: Place, request: Target): Json {
  const by = need(place, 'by')
  const units = need(place, 'units')
  readKnown(place, 'price', { by: stringAt, units: (prices) => recordAt(prices, numberAt) })
  return { by: readKeys(request, by), assumed: readSwitch(request, by, units), units: units.value }
}

/** Checks that a table has one entry for each word of the field it goes by; the default of that field is returned. */
function readSwitch(request: Target, by: Place, table: Place): string {
  const field = schemaAt(request, by)
  if (field.kind !== 'string' || !field.words) throw new Refusal(by.pointer, `${show(by)} is no field with an enum.`)
  if (typeof field.default !== 'string') throw new Refusal(by.pointer, `${show(by)} has no default.`)
  for (const word of field.words) {
    if (!child(table, word)) throw new Refusal(table.pointer, `the word '${word}' is missing here.`)
  }
  for (const [word, entry] of children(table)) {
    if (!field.words.includes(word)) throw new Refusal(entry.pointer, `'${word}' is no word of ${show(by)}.`)
  }
  return field.default
}
