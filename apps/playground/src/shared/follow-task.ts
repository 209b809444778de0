import { estimateProgress, isPending, type TaskSnapshot } from '@omni-image/core'
import { omniImageTask } from '@omni-image/core/wire'
import { getEndpoint } from './endpoint.ts'

/** Goes along with a task on the screen, from an element of the form that started it. Returns what ends it. */
export function followTask(bar: HTMLProgressElement, snapshot: TaskSnapshot): () => void {
  // On a small screen the frames of the pictures are out of sight when Generate is pressed.
  const isNarrow = matchMedia('(max-width: 920px)').matches
  if (snapshot.status === 'submitting' && snapshot.uploadProgress === undefined && isNarrow)
    bar.closest('form')?.nextElementSibling?.scrollIntoView()
  return driveProgress(bar, snapshot)
}

/** Moves the bar on each animation frame, past the framework: waiting costs no render. */
export function driveProgress(bar: HTMLProgressElement, snapshot: TaskSnapshot): () => void {
  let frame = 0
  const draw = (): void => {
    bar.value = snapshot.uploadProgress ?? estimateProgress(snapshot, toSpecTime(snapshot.submittedAt))
    if (snapshot.submittedAt !== undefined && isPending(snapshot)) frame = requestAnimationFrame(draw)
  }
  draw()
  return () => cancelAnimationFrame(frame)
}

/** Now, or when it would be by the durations in the spec: the emulator is faster than the API. */
function toSpecTime(submittedAt = Date.now()): number {
  const specMs = omniImageTask.duration.medianMs
  const { medianMs = specMs } = getEndpoint()
  return submittedAt + ((Date.now() - submittedAt) * specMs) / medianMs
}
