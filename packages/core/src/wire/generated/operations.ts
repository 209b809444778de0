// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

import type { Operation, ParameterLimits } from '../operation.ts'
import type { operations as Operations } from './types.ts'

/** What stands before every path, where the origin is a gateway's. */
export const basePath = '/kling'

export const operations = {
  createOmniImage: { method: 'post', path: '/v1/images/omni-image' },
  listOmniImages: { method: 'get', path: '/v1/images/omni-image' },
  getOmniImage: { method: 'get', path: '/v1/images/omni-image/{id}' },
} as const satisfies Record<keyof Operations, Operation>

/** The query parameters of the operations that have any, with what numbers among them allow. */
export const queries = {
  listOmniImages: {
    pageNum: { minimum: 1, maximum: 1000, default: 1 },
    pageSize: { minimum: 1, maximum: 500, default: 30 },
  },
} as const satisfies Partial<Record<keyof Operations, Record<string, ParameterLimits>>>
