import { isPending, type GeneratedImage, type TaskSnapshot } from '@omni-image/core'
import type { PicturePlan } from './picture-plan.ts'

interface Tile {
  readonly key: string
  readonly image?: GeneratedImage
  /** For those who do not see it. */
  readonly words: string
}

export interface GalleryView {
  readonly state: 'empty' | 'waiting' | 'done'
  readonly tiles: readonly Tile[]
  readonly columns: number
  readonly caption: string
}

export const emptyWords = 'Your pictures will appear here.'

/** Frames in the shape of what will come, then the pictures in their place: nothing on the page moves. */
export function toGalleryView(snapshot: TaskSnapshot, plan: PicturePlan): GalleryView {
  const { images } = snapshot
  const count = images.length || plan.count
  return {
    state: images.length > 0 ? 'done' : isPending(snapshot) ? 'waiting' : 'empty',
    tiles: Array.from({ length: count }, (_, index) => ({
      key: `${index}`,
      words: `${index + 1} of ${count}: ${plan.subject}`,
      ...(images[index] && { image: images[index] }),
    })),
    columns: columnsFor(count, plan.widthPixels / plan.heightPixels),
    caption: `${count === 1 ? '1 picture' : `${count} pictures`} · ${plan.widthPixels} × ${plan.heightPixels}`,
  }
}

function columnsFor(count: number, ratio: number): number {
  if (ratio < 0.8) return Math.min(count, count <= 4 ? 4 : 5)
  return count === 1 ? 1 : count <= 4 ? 2 : 3
}

/** The shimmer behind a picture ends when it is there. */
export function markLoaded(event: Event | { readonly currentTarget: EventTarget }): void {
  const image = event.currentTarget as HTMLElement
  image.dataset['loaded'] = ''
}
