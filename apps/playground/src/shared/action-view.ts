import { isPending, isResumable, type TaskSnapshot } from '@omni-image/core'
import type { Field } from '@omni-image/core/wire'
import type { FormState } from './create-form.ts'
import { toFriendlyError, type FriendlyError } from './friendly-error.ts'
import { toPlacedIssues, type PlacedIssue } from './placed-issues.ts'
import { toStatusWords } from './status-words.ts'

/** What stands beside the Generate button. */
export interface ActionView {
  readonly words: string
  readonly tone: 'calm' | 'busy' | 'good' | 'bad'
  readonly error: FriendlyError | undefined
  readonly issues: readonly PlacedIssue[]
  /** What the second button does. */
  readonly look: 'stop' | 'look-again' | undefined
}

export function toActionView(fields: readonly Field[], state: FormState, snapshot: TaskSnapshot): ActionView {
  const issues = toPlacedIssues(fields, state)
  const isMended = snapshot.error?.code === 'invalid-input' && issues.length === 0
  const isBusy = isPending(snapshot)
  return {
    words: isMended ? 'Ready when you are.' : toStatusWords(snapshot),
    tone: isBusy ? 'busy' : snapshot.status === 'succeed' ? 'good' : snapshot.error && !isMended ? 'bad' : 'calm',
    error: snapshot.error && !isMended ? toFriendlyError(snapshot.error) : undefined,
    issues,
    look: isBusy ? 'stop' : isResumable(snapshot) ? 'look-again' : undefined,
  }
}
