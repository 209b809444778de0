import type { SpecChange } from './spec-change.ts'

/** What the API may answer: a new field, a new error code, a new status word. */
export const answerChanges: readonly SpecChange[] = [
  {
    name: 'a new field of the task',
    edits: {
      '/components/schemas/Task/properties/queue_position': {
        type: 'integer',
        description: 'How many tasks come first.',
        minimum: 0,
      },
    },
    files: ['schemas.ts', 'types.ts', 'validators.ts'],
    types: [
      'const position: number | undefined = task.queue_position',
      '// @ts-expect-error a number',
      'const words: string | undefined = task.queue_position',
      'void [position, words]',
    ],
    task: { good: { queue_position: 3 }, bad: { queue_position: 'third' }, path: '/queue_position' },
    schema: { at: ['TaskSchema', 'properties', 'queue_position'], has: { type: 'integer', minimum: 0 } },
    reference: {
      page: 'objects.md',
      line: '| `queue_position` | integer |  | at least 0 | How many tasks come first. |',
    },
  },
  {
    name: 'a new error code',
    edits: {
      '/components/schemas/ErrorCode/x-error-codes/1399': {
        kind: 'rate-limit',
        retryable: true,
        description: 'The model rests',
      },
    },
    files: ['error-codes.ts'],
    types: [],
    reference: { page: 'error-codes.md', line: '| `1399` | `rate-limit` | yes | The model rests |' },
  },
  {
    name: 'a new status word',
    edits: {
      '/components/schemas/TaskStatus/enum/4': 'cancelled',
      '/paths/~1v1~1images~1omni-image/post/x-task/words/failed/2': 'cancelled',
    },
    files: ['schemas.ts', 'tasks.ts', 'types.ts'],
    types: ["const known: 'cancelled' extends Task['task_status'] ? true : false = true", 'void known'],
    task: { good: { task_status: 'cancelled' }, bad: { task_status: 7 }, path: '/task_status' },
    reference: { page: 'operations.md', line: '| `failed` | `failed`, `failure`, `cancelled` | yes |' },
  },
]
