import { booleanAt, listAt, numberAt, readKnown, recordAt, stringAt } from './read-values.ts'
import { Refusal } from './refusal.ts'
import { child, children, type Json, need, objectAt, type Place, show } from './spec.ts'

const imageKeys = ['formats', 'maxBytes', 'minSide', 'minRatio', 'maxRatio']

// The list of ApiErrorKind in core, which tsc compares with what is generated.
const errorKinds = [
  'authentication',
  'permission',
  'balance',
  'rate-limit',
  'concurrency',
  'moderation',
  'invalid-request',
  'not-found',
  'server',
]

export function readImage(place: Place): Json {
  for (const key of imageKeys) need(place, key)
  readKnown(place, 'x-image', {
    formats: (formats) => listAt(formats, stringAt),
    ...Object.fromEntries(imageKeys.slice(1).map((key) => [key, numberAt])),
  })
  return place.value
}

export function readPixels(place: Place, words: readonly string[]): Json {
  const pixels = recordAt(place, numberAt)
  for (const word of words) {
    if (!Object.hasOwn(pixels, word)) throw new Refusal(place.pointer, `the enum word '${word}' has no pixels here.`)
  }
  for (const [word, value] of children(place)) {
    if (!words.includes(word)) throw new Refusal(value.pointer, `'${word}' is no word of the enum.`)
  }
  return place.value
}

export function readSuccessCodes(place: Place): (string | number)[] {
  return listAt(place, (code) => (typeof code.value === 'number' ? code.value : stringAt(code)))
}

export function readErrorCodes(place: Place): Record<string, Json> {
  return recordAt(place, (code) => readErrorCode(code, false))
}

/** One error code without its description, which is for readers of the spec. */
function readErrorCode(place: Place, isCase: boolean): Json {
  const { description: _description, ...rest } = objectAt(place)
  const kind = need(place, 'kind')
  if (!errorKinds.includes(stringAt(kind))) {
    throw new Refusal(kind.pointer, `'${show(kind)}' is no kind of error. Known are ${errorKinds.join(', ')}.`)
  }
  readKnown(place, 'an error code', {
    kind: stringAt,
    description: stringAt,
    reason: stringAt,
    retryable: onlyTrue,
    ...(isCase ? { message: stringAt } : { when: (cases: Place) => listAt(cases, (one) => readErrorCode(one, true)) }),
  })
  if (isCase) need(place, 'message')
  const cases = child(place, 'when')
  return cases ? { ...rest, when: listAt(cases, (one) => readErrorCode(one, true)) } : rest
}

function onlyTrue(place: Place): void {
  if (!booleanAt(place)) throw new Refusal(place.pointer, 'only true can stand here; leave the key out for false.')
}
