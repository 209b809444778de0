import type { UseOmniImageTasksResult } from '@omni-image/react'
import { toHistoryView } from '../shared/history-view.ts'
import { HistoryCard } from './history-card.tsx'

interface HistoryProps {
  readonly list: UseOmniImageTasksResult
  /** Of the task on the stage. */
  readonly shownKey: string | undefined
}

export function History({ list, shownKey }: HistoryProps) {
  const { cards, canClear } = toHistoryView(list.tasks, shownKey)
  if (cards.length === 0) return null
  return (
    <section className="history" aria-label="History">
      <div className="result-head">
        <h2>History</h2>
        <span className="count">{cards.length}</span>
        {canClear && (
          <button type="button" className="button quiet clear" onClick={list.clear}>
            Clear
          </button>
        )}
      </div>
      <ul className="cards">
        {cards.map((card) => (
          <HistoryCard key={card.key} card={card} onLookAgain={list.resume} onRemove={list.remove} />
        ))}
      </ul>
    </section>
  )
}
