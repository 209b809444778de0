import { expectTypeOf, it } from 'vitest'
import type { Issue } from '../wire/issue.ts'
import type { InputIssue } from './input-error.ts'
import { isOmniImageError, type AnyOmniImageError } from './any-error.ts'
import type { OmniImageErrorCode } from './omni-image-error.ts'
import type { RecoveredTask } from './submit-uncertain-error.ts'

it('has a class for each code', () => {
  expectTypeOf<AnyOmniImageError['code']>().toEqualTypeOf<OmniImageErrorCode>()
})

it('narrows by its code', () => {
  const read = (error: AnyOmniImageError): void => {
    switch (error.code) {
      case 'invalid-input':
        expectTypeOf(error.issues).toEqualTypeOf<readonly InputIssue[]>()
        break
      case 'api':
        expectTypeOf(error.apiCode).toEqualTypeOf<number | string | undefined>()
        expectTypeOf(error.retryable).toEqualTypeOf<boolean>()
        break
      case 'submit-uncertain':
        expectTypeOf(error.recover).returns.resolves.toExtend<RecoveredTask>()
        break
      case 'contract':
        expectTypeOf(error.issues).toEqualTypeOf<readonly Issue[]>()
        break
      case 'task-failed':
        expectTypeOf(error.reason).toEqualTypeOf<string | undefined>()
        break
      case 'task-timeout':
        expectTypeOf(error.task_id).toEqualTypeOf<string>()
        break
      case 'connection':
      case 'unexpected':
        expectTypeOf(error.cause).toEqualTypeOf<unknown>()
        break
      default:
        expectTypeOf(error).toBeNever()
    }
  }
  expectTypeOf(read).toBeFunction()
})

it('is known after the question', () => {
  const codeOf = (caught: unknown) => (isOmniImageError(caught) ? caught.code : undefined)
  expectTypeOf(codeOf).returns.toEqualTypeOf<OmniImageErrorCode | undefined>()
})
