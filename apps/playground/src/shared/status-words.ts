import { isResumable, type TaskSnapshot } from '@omni-image/core'

/** Where a task stands, in one plain line. */
export function toStatusWords(snapshot: TaskSnapshot): string {
  switch (snapshot.status) {
    case 'idle':
      return 'Ready when you are.'
    case 'preparing':
      return 'Reading your references…'
    case 'submitting':
      return 'Sending the request…'
    case 'submitted':
      return 'Accepted. Waiting for its turn…'
    case 'processing':
      return 'The pictures are being made…'
    case 'succeed':
      return snapshot.images.length === 1 ? 'Done: 1 picture.' : `Done: ${snapshot.images.length} pictures.`
    case 'stopped':
      return isResumable(snapshot) ? 'Stopped looking. The task goes on and is billed.' : 'Stopped. Nothing was sent.'
    case 'failed':
      return snapshot.error.code === 'invalid-input' ? 'Nothing was sent.' : 'No pictures this time.'
  }
}
