// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

import type { Endpoint } from '../endpoint.ts'
import type { OmniImageInput } from './inputs.ts'
import { omniImageRequestShape } from './request-shape.ts'
import { omniImageCount, omniImageTask } from './tasks.ts'
import { validateOmniImageRequest } from './validators.ts'

export type { OmniImageInput } from './inputs.ts'

/** What `createTaskClient` needs to know of `createOmniImage`. */
export const omniImageEndpoint: Endpoint<OmniImageInput> = {
  tasks: omniImageTask,
  count: omniImageCount,
  shape: omniImageRequestShape,
  validate: validateOmniImageRequest,
  priceBy: ['resolution'],
  pageSizes: { minimum: 1, maximum: 500, default: 30 },
}
