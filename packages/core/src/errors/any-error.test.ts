import { expect, it, vi } from 'vitest'
import { isOmniImageError, toOmniImageError } from './any-error.ts'
import { ApiError } from './api-error.ts'
import { ConnectionError } from './connection-error.ts'
import { ContractError } from './contract-error.ts'
import { inputError } from './input-error.ts'
import { OmniImageError } from './omni-image-error.ts'
import { SubmitUncertainError } from './submit-uncertain-error.ts'
import { TaskFailedError } from './task-failed-error.ts'
import { TaskTimeoutError } from './task-timeout-error.ts'
import { UnexpectedError } from './unexpected-error.ts'

const cause = new Error('beneath')
const issue = { path: '/data', code: 'required' } as const
const details = { kind: 'server', apiCode: 5000, httpStatus: 500, retryable: true } as const

it.each([
  ['InputError', 'invalid-input', inputError('/token', 'type', 'token must be text')],
  ['ConnectionError', 'connection', new ConnectionError('No answer came', cause)],
  ['ApiError', 'api', new ApiError('no', details)],
  ['SubmitUncertainError', 'submit-uncertain', new SubmitUncertainError('order-1', () => Promise.reject(cause), cause)],
  ['ContractError', 'contract', new ContractError(issue)],
  ['TaskFailedError', 'task-failed', new TaskFailedError('task-1', 'no')],
  ['TaskTimeoutError', 'task-timeout', new TaskTimeoutError('task-1', 600_000)],
  ['UnexpectedError', 'unexpected', new UnexpectedError('Looking', cause)],
])('%s says its name and its code, and is one of ours', (name, code, error) => {
  expect(error).toMatchObject({ name, code })
  expect(error).toBeInstanceOf(OmniImageError)
  expect(String(error)).toMatch(new RegExp(`^${name}: \\w`))
  expect(error.stack).toContain(error.message)
  expect(isOmniImageError(error)).toBe(true)
})

it.each([
  new ConnectionError('No answer came', cause),
  new SubmitUncertainError('order-1', () => Promise.reject(cause), cause),
  new UnexpectedError('Looking', cause),
])('$name keeps what lies beneath', (error) => {
  expect(error.cause).toBe(cause)
})

it('knows the errors of a second copy of the package', async () => {
  vi.resetModules()
  const copy = await import('./task-timeout-error.ts')
  const error = new copy.TaskTimeoutError('task-1', 1)
  expect(error).not.toBeInstanceOf(TaskTimeoutError)
  expect(isOmniImageError(error)).toBe(true)
})

it.each([undefined, null, 'text', 7, {}, new Error('another'), { code: 'api' }])('does not know %o', (error) => {
  expect(isOmniImageError(error)).toBe(false)
})

it('wraps what is not ours and leaves what is', () => {
  const own = new ContractError(issue)
  expect(toOmniImageError(own, 'Looking')).toBe(own)
  expect(toOmniImageError(cause, 'Looking')).toMatchObject({
    code: 'unexpected',
    cause,
    message: expect.stringMatching(/^Looking failed/),
  })
})

it('shows its fields as JSON, for logs', () => {
  expect(JSON.parse(JSON.stringify(new ApiError('no', details)))).toMatchObject({
    name: 'ApiError',
    code: 'api',
    ...details,
  })
})
