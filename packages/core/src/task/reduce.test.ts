import { describe, expect, it } from 'vitest'
import { picture, task } from '../../test/fake-api.ts'
import { UnexpectedError } from '../errors/unexpected-error.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import type { Task } from '../wire/generated/types.ts'
import { reduce as reduceAny, type TaskEvent } from './reduce.ts'
import { idleSnapshot, type TaskSnapshot } from './snapshot.ts'

const reduce = (snapshot: TaskSnapshot, event: TaskEvent): TaskSnapshot => reduceAny(snapshot, event, omniImageTask)
const after = (...events: TaskEvent[]): TaskSnapshot => events.reduce<TaskSnapshot>(reduce, idleSnapshot)
const see = (seen: Task, at?: number): TaskEvent => ({ type: 'see', task: seen, ...(at !== undefined && { at }) })
const submit: TaskEvent = { type: 'submit', external_task_id: 'order-1' }
const error = new UnexpectedError('Looking', undefined)
const finished = task('succeed', { task_result: { images: [picture] } })

it('goes from preparing to succeed', () => {
  const events = [
    { type: 'prepare' },
    submit,
    see(task('submitted'), 5),
    see(task('processing')),
    see(finished),
  ] as const
  const statuses = events.map((_event, index) => after(...events.slice(0, index + 1)).status)
  expect(statuses).toEqual(['preparing', 'submitting', 'submitted', 'processing', 'succeed'])
})

it('has the same keys in every status', () => {
  const all = [
    after(),
    after({ type: 'prepare' }),
    after(submit),
    after(submit, see(task('submitted'))),
    after(submit, see(finished)),
    after(submit, see(task('failed'))),
    after(submit, { type: 'fail', error }),
    after(submit, { type: 'stop' }),
    after({ type: 'prepare' }, { type: 'cancel' }),
  ]
  for (const snapshot of all) expect(Object.keys(snapshot).toSorted()).toEqual(Object.keys(idleSnapshot).toSorted())
})

describe('the progress of an upload', () => {
  const halfway: TaskEvent = { type: 'upload', progress: 0.5 }

  it('is there while the request is sent', () => {
    expect(after(submit, halfway)).toMatchObject({ status: 'submitting', uploadProgress: 0.5 })
    expect(after(submit, halfway, { type: 'upload', progress: undefined }).uploadProgress).toBeUndefined()
  })

  it('is no change where it is the same', () => {
    const snapshot = after(submit, halfway)
    expect(reduce(snapshot, halfway)).toBe(snapshot)
  })

  it.each<[string, TaskEvent[]]>([
    ['once the task is accepted', [see(task('submitted'))]],
    ['of a request that failed', [{ type: 'fail', error }]],
    ['once nobody looks', [{ type: 'stop' }]],
    ['when somebody looks again', [{ type: 'stop' }, { type: 'resume' }]],
    ['when it comes late', [see(task('submitted')), halfway]],
  ])('is gone %s', (_name, events) => {
    expect(after(submit, halfway, ...events).uploadProgress).toBeUndefined()
  })
})

describe('a status word', () => {
  it.each([
    ['submitted', 'submitted'],
    ['queued', 'submitted'],
    ['processing', 'processing'],
    ['IN_PROGRESS', 'processing'],
    ['succeed', 'succeed'],
    ['succeeded', 'succeed'],
    ['SUCCESS', 'succeed'],
    ['completed', 'succeed'],
    ['failed', 'failed'],
    ['FAILURE', 'failed'],
    ['brewing', 'processing'],
    ['constructor', 'processing'],
  ])('%s is taken as %s', (word, status) => {
    expect(after(submit, see({ ...finished, task_status: word }))).toMatchObject({ status })
  })

  it('that nobody knows is told to those who look', () => {
    const processing = after(submit, see(task('processing')))
    const brewing = reduce(processing, see(task('brewing')))
    expect(brewing).toMatchObject({ status: 'processing', task: { task_status: 'brewing' } })
    expect(brewing).not.toBe(processing)
  })
})

describe('the pictures', () => {
  const urls = (result: Task['task_result']): string[] =>
    after(submit, see(task('succeed', { task_result: result ?? null }))).images.map(({ url }) => url)

  it('of a series stand before single ones', () => {
    expect(urls({ images: [{ url: 'https://a.example/1' }], series_images: [{ url: 'https://a.example/2' }] })).toEqual(
      ['https://a.example/2'],
    )
  })

  it.each([[], null])('are single ones where the series is %o', (series_images) => {
    expect(urls({ images: [picture], series_images })).toEqual([picture.url])
  })

  it('come in the order of their index', () => {
    expect(urls({ images: [2, 0, 1].map((index) => ({ index, url: `https://a.example/${index}` })) })).toEqual(
      [0, 1, 2].map((index) => `https://a.example/${index}`),
    )
  })

  it('come as they are where they have no index', () => {
    expect(urls({ images: [{ url: 'https://a.example/b' }, { url: 'https://a.example/a' }] })).toEqual([
      'https://a.example/b',
      'https://a.example/a',
    ])
  })

  it.each([
    undefined,
    null,
    {},
    { images: [] },
    { images: null, series_images: null },
    { images: [{}] },
    { images: 'none' },
  ])('that are not there make success an error: %o', (task_result) => {
    expect(after(submit, see({ ...task('succeed'), task_result } as Task))).toMatchObject({
      status: 'failed',
      error: { code: 'contract' },
    })
  })
})

describe('answers that overtake each other', () => {
  it.each([
    ['a submitted one after processing', task('processing'), task('submitted')],
    ['a processing one after success', finished, task('processing')],
    ['a failed one after success', finished, task('failed')],
    ['a successful one after failure', task('failed'), finished],
    [
      'an earlier one of the same status',
      task('processing', { updated_at: 1_800_000_000_200 }),
      task('processing', { updated_at: 1_800_000_000_100 }),
    ],
    [
      'an earlier one that counts seconds',
      task('processing', { updated_at: 1_800_000_001_000 }),
      task('processing', { updated_at: 1_800_000_000 }),
    ],
  ])('change nothing: %s', (_name, first, second) => {
    const before = after(submit, see(first))
    expect(reduce(before, see(second))).toBe(before)
  })

  it('change something where the task has got further, whatever its times say', () => {
    const before = after(submit, see(task('submitted', { updated_at: 1_800_000_000_200 })))
    expect(reduce(before, see(task('processing', { updated_at: 1_800_000_000_100 })))).toMatchObject({
      status: 'processing',
    })
  })
})

it('is the same object when only times have changed', () => {
  const before = after(submit, see(task('processing', { updated_at: 1_800_000_000_100 }), 5))
  expect(reduce(before, see(task('processing', { updated_at: 1_800_000_000_200 })))).toBe(before)
})

it('says why the task failed', () => {
  expect(after(submit, see(task('failed', { task_status_msg: 'no' })))).toMatchObject({
    status: 'failed',
    images: [],
    error: { code: 'task-failed', task_id: 'task-1', reason: 'no', message: 'Task task-1 failed: no' },
  })
})

describe('when the task was accepted', () => {
  it.each([
    [
      'is when our answer came',
      task('submitted', { created_at: 1_700_000_000_000 }),
      1_800_000_000_000,
      1_800_000_000_000,
    ],
    [
      'is what the API says of a task that was found',
      task('submitted', { created_at: 1_700_000_000_000 }),
      undefined,
      1_700_000_000_000,
    ],
    ['may be said in seconds', task('submitted', { created_at: 1_700_000_000 }), undefined, 1_700_000_000_000],
    ['may be unknown', task('submitted'), undefined, undefined],
    [
      'may be said in words that nobody reads',
      { ...task('submitted'), created_at: 'today' } as never,
      undefined,
      undefined,
    ],
  ])('%s', (_name, seen, at, submittedAt) => {
    expect(after(submit, see(seen, at))).toMatchObject({ submittedAt })
  })

  it('stays as it is', () => {
    expect(
      after(submit, see(task('submitted'), 5), see(task('processing', { created_at: 1_700_000_000_000 }))),
    ).toMatchObject({ submittedAt: 5 })
  })
})

it('keeps the id of the request where the answer has none', () => {
  expect(after(submit, see(task('submitted', { task_info: {} })))).toMatchObject({ external_task_id: 'order-1' })
})

it('takes the id of the answer for a task that is only known by its own', () => {
  expect(after(see(task('submitted', { task_info: { external_task_id: 'order-2' } })))).toMatchObject({
    external_task_id: 'order-2',
  })
})

describe('what is over stays so', () => {
  it.each<[string, TaskEvent]>([
    ['a stop', { type: 'stop' }],
    ['a resume', { type: 'resume' }],
    ['a failed look', { type: 'fail', error }],
  ])('after success, whatever comes: %s', (_name, event) => {
    const before = after(submit, see(finished))
    expect(reduce(before, event)).toBe(before)
  })
})

it.each([
  ['submitted', task('submitted')],
  ['processing', task('processing')],
])('resumes a stopped task as %s', (status, seen) => {
  expect(after(submit, see(seen), { type: 'stop' }, { type: 'resume' })).toMatchObject({ status, error: undefined })
})

it('does not resume what the API gave up', () => {
  const before = after(submit, see(task('failed')))
  expect(reduce(before, { type: 'resume' })).toBe(before)
})

it('does not change the snapshot that it is given', () => {
  const frozen = Object.freeze(after(submit, see(task('processing'))))
  expect(reduce(frozen, see(finished))).toMatchObject({ status: 'succeed' })
})
