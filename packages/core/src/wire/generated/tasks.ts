// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

import type { CostDescription, CountDescription, TaskDescription } from '../task-description.ts'

export const omniImageTask = {
  submit: 'createOmniImage',
  get: 'getOmniImage',
  list: 'listOmniImages',
  request: { externalId: ['external_task_id'], callback: ['callback_url'], images: ['image_list'] },
  task: {
    id: ['task_id'],
    externalId: ['task_info', 'external_task_id'],
    status: ['task_status'],
    reason: ['task_status_msg'],
    images: [
      ['task_result', 'series_images'],
      ['task_result', 'images'],
    ],
  },
  words: {
    submitted: 'submitted',
    queued: 'submitted',
    pending: 'submitted',
    processing: 'processing',
    in_progress: 'processing',
    running: 'processing',
    succeed: 'succeed',
    succeeded: 'succeed',
    success: 'succeed',
    completed: 'succeed',
    failed: 'failed',
    failure: 'failed',
  },
  final: ['succeed', 'failed'],
  duration: { medianMs: 24000, sigma: 0.5 },
  deadlineMs: 600000,
  retentionMs: 2592000000,
} as const satisfies TaskDescription

export const omniImageCount = {
  by: ['result_type'],
  assumed: 'single',
  fields: { single: ['n'], series: ['series_amount'] },
  assumedCounts: { single: 1, series: 4 },
} as const satisfies CountDescription

/** A table of its own, as a client needs no prices. */
export const omniImageCost = {
  count: omniImageCount,
  price: { by: ['resolution'], assumed: '1k', units: { '1k': 8, '2k': 8, '4k': 16 } },
} as const satisfies CostDescription
