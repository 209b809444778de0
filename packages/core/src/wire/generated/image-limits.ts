// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

import type { ImageLimits } from '../image-limits.ts'

/** The limits of every image field whose request shape has none of its own. */
export const imageLimits = {
  formats: ['jpeg', 'png'],
  maxBytes: 10485760,
  minSide: 300,
  minRatio: 0.4,
  maxRatio: 2.5,
} as const satisfies ImageLimits

/** The longest side of a picture for each word. */
export const pixels = { '1k': 1024, '2k': 2048, '4k': 4096 } as const
