import { describe } from 'vitest'
import { judge, schemas, task, text } from './pairs.ts'

const closed = { [`${schemas}/TaskStatus/x-open-enum`]: undefined }

describe('a change of what is answered', () => {
  judge([
    [
      'a new field in an answer',
      { [`${task}/properties/queue`]: text },
      'feature',
      /`Task\.queue` is new: Something new\.$/,
    ],
    [
      'a field less in an answer',
      { [`${task}/properties/created_at`]: undefined },
      'breaking',
      /nothing can be read from it/,
    ],
    [
      'a field that is always there',
      { [`${task}/required/2`]: 'created_at' },
      'feature',
      /created_at` is now always there/,
    ],
    [
      'a field that may be missing',
      { [`${task}/required`]: ['task_id'] },
      'breaking',
      /task_status` is no longer always/,
    ],
    [
      'null in an answer',
      { [`${task}/properties/created_at/type`]: ['integer', 'null'] },
      'breaking',
      /can now be null/,
    ],
    [
      'no null in an answer',
      { [`${task}/properties/task_status_msg/type`]: 'string' },
      'feature',
      /can no longer be null/,
    ],
    [
      'a new word in an answer whose list is open',
      { [`${schemas}/TaskStatus/enum/4`]: 'queued' },
      'feature',
      /`TaskStatus` can now be `queued`/,
    ],
    [
      'a new word in an answer whose list is closed',
      { ...closed, [`${schemas}/TaskStatus/enum/4`]: 'queued' },
      'breaking',
      /`TaskStatus` can now be `queued`/,
      closed,
    ],
    [
      'a word less in an answer',
      { ...closed, [`${schemas}/TaskStatus/enum`]: ['submitted', 'succeed', 'failed'] },
      'breaking',
      /no longer be `processing`/,
      closed,
    ],
    [
      'a list of an answer that opens',
      { [`${schemas}/TaskStatus/x-open-enum`]: true },
      'breaking',
      /words beyond/,
      closed,
    ],
    [
      'a limit of an answer',
      { [`${schemas}/GeneratedImage/properties/index/maximum`]: 9 },
      'fix',
      /index` is at most 9/,
    ],
    [
      'an exact integer in an answer',
      { [`${task}/properties/created_at/x-lossless`]: true },
      'breaking',
      /exact to 64 bits/,
    ],
    [
      'a limit of something that is sent and answered',
      { [`${schemas}/WatermarkInfo/required`]: undefined },
      'breaking',
      /WatermarkInfo.enabled` is no longer always there/,
    ],
  ])
})
