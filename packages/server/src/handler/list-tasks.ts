import { queries, type Task } from '@omni-image/core/wire'
import { createSingleFlight } from '../feed/single-flight.ts'
import type { Desk, Visit } from './desk.ts'
import { badRequest } from './refusal.ts'

/** Pages of the account that are looked through for one page of a user. */
const maxPages = 10
const upstreamPageSize = 200
const freshMs = 1000

/** The user's own tasks, picked from the account's pages, which are fetched once for all users. */
export type ListTasks = (visit: Visit) => Promise<readonly Task[]>

export function createListTasks({ upstream, owners, feed, options }: Desk): ListTasks {
  const clock = options.clock ?? Date
  const singleFlight = createSingleFlight<readonly Task[]>()
  const kept = new Map<number, { readonly tasks: readonly Task[]; readonly atMs: number }>()

  async function page(pageNum: number): Promise<readonly Task[]> {
    const known = kept.get(pageNum)
    if (known && clock.now() - known.atMs < freshMs) return known.tasks
    return singleFlight(`${pageNum}`, async () => {
      const tasks = await upstream.client.list({ pageNum, pageSize: upstreamPageSize })
      kept.set(pageNum, { tasks, atMs: clock.now() })
      return tasks
    })
  }

  async function ownOf(user: string, tasks: readonly Task[]): Promise<Task[]> {
    const shown = await Promise.all(
      tasks.map(async (task) => {
        // A task that is known here needs no check, and gets news from the page.
        if (feed.find(user, task.task_id)) return feed.see(user, task).task
        return owners.show(user, task)
      }),
    )
    return shown.filter((task) => task !== undefined)
  }

  return async ({ request, user }) => {
    const { pageNum, pageSize } = readPage(new URL(request.url).searchParams)
    const own: Task[] = []
    for (let number = 1; number <= maxPages && own.length < pageNum * pageSize; number += 1) {
      const tasks = await page(number)
      own.push(...(await ownOf(user, tasks)))
      if (tasks.length < upstreamPageSize) break
    }
    return own.slice((pageNum - 1) * pageSize, pageNum * pageSize)
  }
}

function readPage(query: URLSearchParams): { readonly pageNum: number; readonly pageSize: number } {
  const { pageNum, pageSize } = queries.listOmniImages
  return { pageNum: readNumber(query, 'pageNum', pageNum), pageSize: readNumber(query, 'pageSize', pageSize) }
}

function readNumber(
  query: URLSearchParams,
  name: string,
  limits: { readonly minimum: number; readonly maximum: number; readonly default: number },
): number {
  const text = query.get(name)
  const value = text === null || text === '' ? limits.default : Number(text)
  if (Number.isInteger(value) && value >= limits.minimum && value <= limits.maximum) return value
  throw badRequest(`${name} must be a whole number from ${limits.minimum} to ${limits.maximum}`)
}
