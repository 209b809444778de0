import { describeIssue, queries } from '@omni-image/core/wire'
import type { Issue } from '@omni-image/core/wire'
import { Refusal } from './answer.ts'

export interface Page {
  readonly pageNum: number
  readonly pageSize: number
}

/** Which page of the list a URL asks for. */
export function readPage(query: URLSearchParams): Page {
  return { pageNum: readParameter(query, 'pageNum'), pageSize: readParameter(query, 'pageSize') }
}

function readParameter(query: URLSearchParams, name: keyof Page): number {
  const limits = queries.listOmniImages[name]
  const text = query.get(name)
  if (text === null || text === '') return limits.default
  const received = Number(text)
  const path = `/${name}`
  if (!/^-?\d{1,9}$/.test(text)) return refuse({ path, code: 'type', expected: 'integer', received: 'something else' })
  if (received < limits.minimum) refuse({ path, code: 'minimum', expected: limits.minimum, received })
  if (received > limits.maximum) refuse({ path, code: 'maximum', expected: limits.maximum, received })
  return received
}

function refuse(issue: Issue): never {
  throw new Refusal(1201, describeIssue(issue))
}
