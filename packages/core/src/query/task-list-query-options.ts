import { toOmniImageError } from '../errors/any-error.ts'
import type { ListOptions } from '../client/look-up.ts'
import type { TaskClient } from '../task/create-task-client.ts'
import type { Task } from '../wire/generated/types.ts'
import type { ErrorType } from './error-type.ts'
import { startKey, type KeyOptions, type KeyStart } from './query-key.ts'

type Page = Omit<ListOptions, 'signal'>

export interface TaskListQuery extends KeyOptions, Page {
  readonly client: Pick<TaskClient<unknown>, 'endpoint' | 'list'>
}

/** Takes part in `useQuery` and the like as it is. */
export interface TaskListQueryOptions extends ErrorType {
  readonly queryKey: readonly [...KeyStart, 'list', page: Page]
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<Task[]>
  readonly retry: false
}

/**
 * A TanStack query of one page of tasks, newest first. Not every gateway answers it. Failures that pass were repeated by
 * the client, as often as its `retry` says, so TanStack repeats none.
 *
 * @example
 * const { data: tasks } = useQuery(taskListQueryOptions({ client, pageNum: 2 }))
 */
export function taskListQueryOptions({
  client,
  pageNum,
  pageSize,
  ...keyOptions
}: TaskListQuery): TaskListQueryOptions {
  const page: Page = { ...(pageNum !== undefined && { pageNum }), ...(pageSize !== undefined && { pageSize }) }
  return {
    queryKey: [...startKey(client, keyOptions), 'list', page],
    queryFn: async ({ signal }) => {
      try {
        return await client.list({ ...page, signal })
      } catch (error) {
        signal.throwIfAborted()
        throw toOmniImageError(error, 'Listing tasks')
      }
    },
    retry: false,
  }
}
