import { describeIssue } from '../wire/describe-issue.ts'
import type { Issue, IssueCode } from '../wire/issue.ts'
import { OmniImageError } from './omni-image-error.ts'

/** One thing that is wrong with an input: where, which rule, what was found and what is allowed. */
export interface InputIssue extends Issue {
  /** The same in one sentence. */
  readonly message: string
}

/** The input breaks a rule of the API. Nothing was sent and nothing is billed. */
export class InputError extends OmniImageError {
  override readonly name = 'InputError'
  readonly code = 'invalid-input'
  readonly notCreated = true
  /** Everything that was found, in the order of the fields; `path` is a JSON pointer into the input. */
  declare readonly issues: readonly InputIssue[]

  constructor(issues: readonly (Issue & { readonly message?: string })[]) {
    const worded = issues.map((issue) => ({ ...issue, message: issue.message ?? describeIssue(issue) }))
    super(`Nothing was sent: ${worded.map((issue) => issue.message).join(' ')}`, { issues: worded })
  }
}

/** For the SDK's own options and arguments, about which the spec says nothing. */
export function inputError(path: string, code: IssueCode, message: string): InputError {
  return new InputError([{ path, code, message: `${message}.` }])
}
