import { expectTypeOf, it } from 'vitest'
import type { AnyOmniImageError } from '../errors/any-error.ts'
import type { GeneratedImage, Task } from '../wire/generated/types.ts'
import type { TaskSnapshot } from './snapshot.ts'
import type { OmniImageTask, StartedTask } from './started-task.ts'

type Of<Status extends TaskSnapshot['status']> = TaskSnapshot & { readonly status: Status }

it('has the same keys in every status', () => {
  type Keys =
    | 'status'
    | 'images'
    | 'error'
    | 'task_id'
    | 'external_task_id'
    | 'submittedAt'
    | 'uploadProgress'
    | 'waitingForSlot'
    | 'task'
  expectTypeOf<keyof TaskSnapshot>().toEqualTypeOf<Keys>()
})

it('knows the task_id from submitted on', () => {
  expectTypeOf<Of<'submitted'>['task_id']>().toEqualTypeOf<string>()
  expectTypeOf<Of<'processing'>['task_id']>().toEqualTypeOf<string>()
  expectTypeOf<Of<'succeed'>['task_id']>().toEqualTypeOf<string>()
  expectTypeOf<Of<'submitting'>['task_id']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<Of<'failed'>['task_id']>().toEqualTypeOf<string | undefined>()
})

it('has an error on failed alone', () => {
  expectTypeOf<Of<'failed'>['error']>().toEqualTypeOf<AnyOmniImageError>()
  expectTypeOf<Of<'succeed'>['error']>().toEqualTypeOf<undefined>()
})

it('narrows by its status', () => {
  const show = (snapshot: TaskSnapshot): unknown => {
    if (snapshot.status === 'succeed') expectTypeOf(snapshot.task).toEqualTypeOf<Task>()
    return snapshot.status === 'failed' ? snapshot.error.code : snapshot.images
  }
  expectTypeOf(show).returns.toBeUnknown()
})

it('can be read, not written', () => {
  expectTypeOf<TaskSnapshot['images']>().toEqualTypeOf<readonly GeneratedImage[]>()
  // @ts-expect-error snapshots are replaced, never edited
  const edit = (snapshot: TaskSnapshot): unknown => (snapshot.status = 'idle')
  expectTypeOf(edit).toBeFunction()
})

it('is what a loop over a task gives', () => {
  expectTypeOf<StartedTask>().toExtend<AsyncIterable<TaskSnapshot>>()
  expectTypeOf<OmniImageTask['task_id']>().toEqualTypeOf<string>()
  expectTypeOf<StartedTask['task_id']>().toEqualTypeOf<string | undefined>()
})
