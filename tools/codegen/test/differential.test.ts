import {
  validateCallbackPayload,
  validateErrorResponse,
  validateGatewayErrorResponse,
  validateOmniImageRequest,
  validateTask,
  validateTaskListResponse,
  validateTaskResponse,
} from '@omni-image/core/wire'
import { expect, it } from 'vitest'
import { children, child, parseSpec, type Place } from '../src/spec.ts'
import { createAjvVerdict } from './ajv-verdicts.ts'
import { currentSpec } from './edited-spec.ts'
import { createRandom } from './random.ts'

type Root = keyof typeof validators

const values: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  1.5,
  2,
  9,
  10,
  2 ** 53,
  1e21,
  NaN,
  Infinity,
  '',
  'x',
  'auto',
  'single',
  '4k',
  '16:9',
  'a'.repeat(2500),
  'a'.repeat(2501),
  '😀'.repeat(2500),
  '😀'.repeat(2501),
  'https://example.com/a.png',
  '/a.png',
  '829836802793406551',
  '9223372036854775808',
  829836802793406551n,
  2n ** 63n,
  [],
  [null],
  ['x'],
  {},
  { image: 'x' },
  { element_id: 1 },
  { element_id: '1.0' },
  { enabled: 'yes' },
  { message: 'no' },
  [{ url: 'https://example.com/b.png' }],
]

const more: readonly [root: Root, value: unknown][] = [
  ['GatewayErrorResponse', { error: 'no route' }],
  ['ErrorResponse', { code: 'task_not_exist', message: 'gone', data: null }],
  [
    'Task',
    {
      task_id: 'a',
      task_status: 'cancelled',
      task_info: null,
      task_result: {
        images: null,
        series_images: [{ url: 'https://example.com/a.png', index: 0, watermark_url: null }],
      },
      watermark_info: { enabled: false },
      final_balance_deduction: { quota: null },
    },
  ],
]

/** The examples of the spec that are good values of a schema, and a few more. */
function samplesOf(root: string, isGood: (value: unknown) => boolean): unknown[] {
  const examples = (place: Place): unknown[] =>
    children(place).flatMap(([key, inside]) => {
      if (key !== 'examples') return examples(inside)
      return children(inside).flatMap(([, example]) => child(example, 'value')?.value ?? [])
    })
  const all = [
    ...examples(parseSpec(currentSpec()).root),
    ...more.flatMap(([name, value]) => (name === root ? [value] : [])),
  ]
  return all.filter(isGood)
}

type Random = ReturnType<typeof createRandom>
type Container = Record<string, unknown> | unknown[]

/** Every object and array inside a value. */
function containersOf(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) return []
  return [value as Container, ...Object.values(value).flatMap(containersOf)]
}

/** Changes one thing somewhere inside a value. */
function mutate(random: Random, original: unknown): unknown {
  if (random.below(50) === 0) return random.pick(values)
  const value = structuredClone(original)
  const containers = containersOf(value)
  if (containers.length === 0) return random.pick(values)
  const container = random.pick(containers)
  const key = random.pick([...Object.keys(container), 'unknown'])
  if (Array.isArray(container)) {
    if (random.below(3) === 0) container.push(container[0], random.pick(values))
    else if (container.length > 0) container[random.below(container.length)] = random.pick(values)
  } else if (random.below(3) === 0) delete container[key]
  else container[key] = random.pick(values)
  return value
}

const validators = {
  OmniImageRequest: validateOmniImageRequest,
  Task: validateTask,
  TaskResponse: validateTaskResponse,
  TaskListResponse: validateTaskListResponse,
  ErrorResponse: validateErrorResponse,
  GatewayErrorResponse: validateGatewayErrorResponse,
  CallbackPayload: validateCallbackPayload,
}

/** Places that are wrong by the schema alone; ajv knows neither shared limits nor placeholders. */
function ourPaths(root: Root, value: unknown): string[] {
  const issues = validators[root](value) ?? []
  return issues.filter(({ code }) => code !== 'combinedMaxItems' && code !== 'reference').map(({ path }) => path)
}

function write(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'bigint' ? `${item}n` : Number.isNaN(item) ? 'NaN' : item,
  )
}

it.each(Object.keys(validators) as Root[])('%s: ajv and we give the same answers', (root) => {
  const random = createRandom(20260101)
  const verdict = createAjvVerdict()
  const samples = samplesOf(root, (value) => verdict(root, value).paths.length === 0)
  expect(samples.length).toBeGreaterThan(0)
  let badCount = 0
  for (let round = 0; round < 1000; round++) {
    let value = random.pick(samples)
    const changeCount = 1 + random.below(3)
    for (let change = 0; change < changeCount; change++) value = mutate(random, value)
    const ours = new Set(ourPaths(root, value))
    const { paths, isChoice } = verdict(root, value)
    // ajv reports every branch of an anyOf, we report the one that was meant.
    const theirs = new Set(isChoice ? paths.filter((path) => ours.has(path)) : paths)
    const question = `round ${round}: ${write(value)}`
    expect({ question, isBad: ours.size > 0, paths: ours }).toEqual({
      question,
      isBad: paths.length > 0,
      paths: theirs,
    })
    if (ours.size > 0) badCount++
  }
  // Questions that are all good or all bad would show little.
  expect(badCount).toBeGreaterThan(200)
  expect(badCount).toBeLessThan(950)
})
