import { checkReference } from '@omni-image/core'
import { getEndpoint } from './endpoint.ts'
import { fixReference } from './fix-reference.ts'
import { releaseReference, withCheck, type Reference } from './reference.ts'

/** Puts something in the place of a picture, wherever it stands by now; nothing where it was taken out meanwhile. */
type Change = (id: number, to: (reference: Reference) => Reference) => void

interface Tending {
  /** Finds out what is wrong with a picture, before anything is sent. */
  readonly check: (reference: Reference) => Promise<void>
  /** Mends a picture; one that is being mended already is left to it. */
  readonly fix: (reference: Reference) => Promise<void>
  /** Ends the work on a picture that was taken out, and gives its memory back. */
  readonly forget: (reference: Reference) => void
}

/** What happens to pictures beside being shown and sent. */
export function tendReferences(change: Change): Tending {
  const running = new Map<number, AbortController>()
  return {
    check: async ({ id, image }) => {
      // The endpoint has its own name here: a private address means something to it if it is near.
      const checked = await checkReference(image, { baseUrl: getEndpoint().name })
      change(id, (reference) => (reference.image === image ? withCheck(reference, checked) : reference))
    },
    fix: async (reference) => {
      const { id } = reference
      if (running.has(id)) return
      const controller = new AbortController()
      running.set(id, controller)
      change(id, (current) => ({ ...current, fix: { state: 'running' } }))
      try {
        const fixed = await fixReference(reference, controller.signal)
        change(id, () => fixed)
        if (fixed.image !== reference.image) releaseReference(reference)
      } catch {
        // Taken out meanwhile: nobody waits for it.
      } finally {
        running.delete(id)
      }
    },
    forget: (reference) => {
      running.get(reference.id)?.abort()
      releaseReference(reference)
    },
  }
}
