import type { JournalOptions } from '@omni-image/core'
import type { OmniImageRequest } from '@omni-image/core/wire'

/** What tells how long a task will take; neither its prompt nor its references. */
export function pickTraits({
  model_name,
  resolution,
  result_type,
  n,
  series_amount,
}: OmniImageRequest): JournalOptions {
  return {
    model_name,
    ...(resolution && { resolution }),
    ...(result_type && { result_type }),
    ...(n !== undefined && { n }),
    ...(series_amount !== undefined && { series_amount }),
  }
}
