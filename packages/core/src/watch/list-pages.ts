import type { Answer, Call } from '../client/http.ts'
import type { Task } from '../wire/generated/types.ts'
import type { ParameterLimits } from '../wire/operation.ts'
import type { WatchTools } from './watch-tools.ts'

/** What to ask for. */
export interface PagePlan {
  readonly pageSize: number
  /** So many will do, if no others of the account have come between. */
  readonly pages: number
}

export interface PagesRead {
  readonly found: number
  /** How far down the last of them stands: others of the account, finished ones too, stand among them. */
  readonly depth: number
  readonly pages: number
}

/** For `count` tasks that were found down to `depth` the last time. */
export function planPages(
  { maximum = Infinity, default: usual = 0 }: ParameterLimits,
  count: number,
  depth: number,
): PagePlan {
  const wanted = Math.max(count, depth)
  const pageSize = Math.min(maximum, Math.max(usual, Math.ceil(wanted * 1.1)))
  return { pageSize, pages: Math.ceil(wanted / pageSize) }
}

/**
 * Reads list pages, newest first, while `count` tasks are not all found. `take` says whether a task is one of them.
 * Gives undefined where the answer is no page but a stream, which brings the news.
 */
export async function readPages(
  { list, tryReadTask }: WatchTools,
  ask: (call: Call) => Promise<Answer | undefined>,
  { pageSize, pages }: PagePlan,
  count: number,
  take: (task: Task) => boolean,
): Promise<PagesRead | undefined> {
  let found = 0
  let depth = 0
  let pageNum = 1
  // A page has to be worth more than looks at its tasks.
  const most = Math.max(1, Math.min(pages + 1, Math.floor(count / 2)))
  for (; pageNum <= most; pageNum++) {
    const answer = await ask({ operation: list!, query: { pageNum, pageSize } })
    if (!answer) return undefined
    const items: unknown[] = Array.isArray(answer['data']) ? answer['data'] : []
    for (const [index, item] of items.entries()) {
      const task = tryReadTask(item)
      if (!task || !take(task)) continue
      found++
      depth = (pageNum - 1) * pageSize + index + 1
    }
    if (found >= count || items.length < pageSize) break
  }
  return { found, depth, pages: Math.min(pageNum, most) }
}
