import { isResumable, type TaskListItem } from '@omni-image/core'
import { toFriendlyError } from './friendly-error.ts'

/** A task that is not on the stage, in short. */
export interface HistoryCard {
  readonly key: string
  readonly item: TaskListItem
  readonly subject: string
  readonly words: string
  readonly tone: 'calm' | 'busy' | 'bad'
  readonly pictures: readonly HistoryPicture[]
  readonly canLookAgain: boolean
}

interface HistoryPicture {
  readonly url: string
  readonly label: string
}

export interface HistoryView {
  readonly cards: readonly HistoryCard[]
  /** Whether there is something that `clear` would take away. */
  readonly canClear: boolean
}

/** All tasks but the one on the stage, and but what was never sent. */
export function toHistoryView(tasks: readonly TaskListItem[], shownKey: string | undefined): HistoryView {
  const past = tasks.filter(({ key, error }) => key !== shownKey && error?.code !== 'invalid-input')
  return {
    cards: past.map(toCard),
    canClear: past.some((item) => !item.isPending && !isResumable(item.snapshot)),
  }
}

function toCard(item: TaskListItem): HistoryCard {
  const { key, prompt, images, error, isPending, snapshot } = item
  const subject = prompt.replace(/\s+/g, ' ').trim()
  return {
    key,
    item,
    subject,
    words: toWords(item),
    tone: isPending ? 'busy' : error ? 'bad' : 'calm',
    pictures: images.map(({ url }, index) => ({ url, label: `Open picture ${index + 1} of ${subject}` })),
    canLookAgain: isResumable(snapshot),
  }
}

function toWords({ status, images, error, snapshot }: TaskListItem): string {
  switch (status) {
    case 'succeed':
      return images.length === 1 ? '1 picture' : `${images.length} pictures`
    case 'failed':
      // What the journal alone remembers has lost its kind.
      return error && error.code !== 'unexpected' ? toFriendlyError(error).title : 'No pictures'
    case 'stopped':
      return isResumable(snapshot) ? 'Goes on unseen' : 'Nothing was sent'
    default:
      return snapshot.waitingForSlot ? 'In line' : 'In the making'
  }
}
