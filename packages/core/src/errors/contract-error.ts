import { describeIssue } from '../wire/describe-issue.ts'
import type { Issue } from '../wire/issue.ts'
import { OmniImageError } from './omni-image-error.ts'

/** The API said yes with something that does not fit the spec: one of the two is out of date. */
export class ContractError extends OmniImageError {
  override readonly name = 'ContractError'
  readonly code = 'contract'
  declare readonly issues: readonly Issue[]

  constructor(...issues: readonly Issue[]) {
    super(`The answer does not fit the spec: ${issues.map(describeIssue).join(' ')}`, { issues })
  }
}
