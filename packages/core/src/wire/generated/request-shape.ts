// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

import type { RequestShape } from '../request-shape.ts'

export const omniImageRequestShape = {
  model_name: { words: ['kling-v3-omni'], fallback: 'kling-v3-omni' },
  prompt: { references: { image: 'image_list', element: 'element_list' } },
  image_list: { list: true, fields: { image: { kind: 'image' } } },
  element_list: { list: true, fields: { element_id: { kind: 'int64' } } },
  resolution: { words: ['1k', '2k', '4k'] },
  aspect_ratio: { words: ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', 'auto'] },
  result_type: { words: ['single', 'series'] },
  n: { ignoredWhen: { field: 'result_type', word: 'series', assumed: 'single' } },
  series_amount: { words: ['auto'], ignoredWhen: { field: 'result_type', word: 'single', assumed: 'single' } },
} as const satisfies RequestShape

/** The field that the API would ignore is not there at all. */
export type OmniImageRequestVariants =
  | { result_type?: 'single'; series_amount?: never }
  | { result_type: 'series'; n?: never }
