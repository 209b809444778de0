import { omniImageTask, type GeneratedImage, type Task } from '@omni-image/core/wire'

/** The pictures of a task, found where the spec says: the series, or else the single ones. */
export function imagesOf(task: Task): readonly GeneratedImage[] {
  for (const keys of omniImageTask.task.images) {
    const images = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], task)
    const found = Array.isArray(images) ? (images as GeneratedImage[]).filter((image) => image?.url) : []
    if (found.length > 0) return found
  }
  return []
}
