import { useCallback } from 'react'
import { driveProgress } from '../shared/follow-task.ts'
import type { HistoryCard as Card } from '../shared/history-view.ts'

interface HistoryCardProps {
  readonly card: Card
  readonly onLookAgain: (key: string) => unknown
  readonly onRemove: (key: string) => void
}

export function HistoryCard({ card, onLookAgain, onRemove }: HistoryCardProps) {
  const { key, item, subject, words, tone, pictures, canLookAgain } = card
  const { snapshot } = item
  const drive = useCallback(
    (bar: HTMLProgressElement | null) => (bar ? driveProgress(bar, snapshot) : undefined),
    [snapshot],
  )
  return (
    <li className="card" data-tone={tone}>
      <div className="card-pictures" data-count={Math.min(pictures.length, 4)}>
        {pictures.map(({ url, label }) => (
          <a key={url} href={url} target="_blank" rel="noreferrer" aria-label={label}>
            <img src={url} alt="" loading="lazy" />
          </a>
        ))}
        {canLookAgain && (
          <button
            type="button"
            className="button quiet"
            aria-label={`Look again for ${subject}`}
            onClick={() => void onLookAgain(key)}
          >
            Look again
          </button>
        )}
        {item.isPending && <progress ref={drive} aria-label={`Progress of ${subject}`} />}
      </div>
      <p className="card-subject" title={subject}>
        {subject}
      </p>
      <p className="card-words">{words}</p>
      <button
        type="button"
        className="remove"
        aria-label={`Remove ${subject} from the history`}
        onClick={() => onRemove(key)}
      >
        ×
      </button>
    </li>
  )
}
