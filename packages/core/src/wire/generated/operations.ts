// Generated from openapi/omni-image.yaml by `pnpm generate`. Do not edit: change the spec and run it again.

import type { Operation } from '../operation.ts'
import type { operations as Operations } from './types.ts'

/** What stands before every path, where the origin is a gateway's. */
export const basePath = '/kling'

export const operations = {
  createOmniImage: { method: 'post', path: '/v1/images/omni-image' },
  listOmniImages: {
    method: 'get',
    path: '/v1/images/omni-image',
    query: ['pageNum', 'pageSize'],
    parameters: {
      pageNum: { minimum: 1, maximum: 1000, default: 1 },
      pageSize: { minimum: 1, maximum: 500, default: 30 },
    },
  },
  getOmniImage: { method: 'get', path: '/v1/images/omni-image/{id}', params: ['id'] },
} as const satisfies Record<keyof Operations, Operation>
