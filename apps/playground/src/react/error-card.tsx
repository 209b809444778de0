import type { FriendlyError } from '../shared/friendly-error.ts'
import type { PlacedIssue } from '../shared/placed-issues.ts'
import { focusPath } from '../shared/submit-form.ts'

interface ErrorCardProps {
  readonly error: FriendlyError
  readonly issues: readonly PlacedIssue[]
}

export function ErrorCard({ error, issues }: ErrorCardProps) {
  return (
    <div className="error-card">
      <strong>{error.title}</strong>
      <p>{error.advice}</p>
      {issues.length > 0 && (
        <ul>
          {issues.map(({ path, label, message }) => (
            <li key={`${path} ${message}`}>
              <button type="button" className="link" onClick={(event) => focusPath(event.currentTarget.form!, path)}>
                {label}
              </button>
              {`: ${message}`}
            </li>
          ))}
        </ul>
      )}
      {error.facts.length > 0 && (
        <details>
          <summary>Details</summary>
          <dl>
            {error.facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  )
}
