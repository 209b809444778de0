import type { TaskSnapshot } from '@omni-image/core'
import { useCallback } from 'react'
import { toActionView } from '../shared/action-view.ts'
import { followTask } from '../shared/follow-task.ts'
import { ErrorCard } from './error-card.tsx'
import { useForm } from './form-context.ts'

interface ActionBarProps {
  readonly snapshot: TaskSnapshot
  readonly onStop: () => void
  readonly onLookAgain: () => unknown
}

export function ActionBar({ snapshot, onStop, onLookAgain }: ActionBarProps) {
  const { form, state } = useForm()
  const { words, tone, error, issues, look } = toActionView(form.fields, state, snapshot)
  const follow = useCallback(
    (bar: HTMLProgressElement | null) => (bar ? followTask(bar, snapshot) : undefined),
    [snapshot],
  )
  return (
    <div className="action-bar" data-tone={tone}>
      <progress ref={follow} aria-label="Progress" />
      <div role="alert">{error && <ErrorCard error={error} issues={issues} />}</div>
      <div className="action-row">
        <output className="status">{words}</output>
        {look && (
          <button type="button" className="button quiet" onClick={() => (look === 'stop' ? onStop() : onLookAgain())}>
            {look === 'stop' ? 'Stop' : 'Look again'}
          </button>
        )}
        <button
          type="submit"
          className="button primary"
          aria-disabled={tone === 'busy'}
          aria-keyshortcuts="Control+Enter"
        >
          Generate
        </button>
      </div>
    </div>
  )
}
