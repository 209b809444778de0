import { toOmniImageError, type AnyOmniImageError } from '../errors/any-error.ts'
import type { TaskClient } from '../task/create-task-client.ts'
import type { OmniImageResult } from '../task/started-task.ts'
import type { ErrorType } from './error-type.ts'
import { startKey, type KeyOptions, type KeyStart } from './query-key.ts'

export interface TaskQuery extends KeyOptions {
  readonly client: Pick<TaskClient<unknown>, 'endpoint' | 'task'>
  /** The `task_id` or the `external_task_id`. As long as it is undefined the query is not enabled. */
  readonly id: string | undefined
}

/** Takes part in `useQuery`, `useSuspenseQuery`, `prefetchQuery` and the like as it is. */
export interface TaskQueryOptions extends ErrorType {
  readonly queryKey: readonly [...KeyStart, 'task', id: string | null]
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<OmniImageResult>
  readonly enabled: boolean
  readonly staleTime: number
  readonly networkMode: 'always'
  readonly retry: (failureCount: number, error: AnyOmniImageError) => boolean
  readonly refetchOnWindowFocus: (query: { readonly state: { readonly error: AnyOmniImageError | null } }) => boolean
}

/** The longest that a timer of a browser can run, and TanStack Query sets one for `staleTime`. */
const longestTimerMs = 2 ** 31 - 2

/**
 * A TanStack query of one task: pending until the task is over, then its result or its error. There is no
 * `refetchInterval`: the client's own watcher waits, once for all components that show the task. When the last of them
 * leaves the looking ends, and the task goes on.
 *
 * A result stays fresh for as long as the API keeps pictures. A failed look is not repeated, as the watcher has done what
 * can be done; but "not found" is, twice, as the API may not know a new task yet. After any failure but the task's own,
 * a `task-timeout` above all, `refetch` and a return to the page look again.
 *
 * @example
 * const { data, error } = useQuery(taskQueryOptions({ client, id: task_id }))
 */
export function taskQueryOptions({ client, id, ...keyOptions }: TaskQuery): TaskQueryOptions {
  return {
    queryKey: [...startKey(client, keyOptions), 'task', id ?? null],
    queryFn: async ({ signal }) => {
      try {
        return await client.task(id ?? '').result({ signal })
      } catch (error) {
        signal.throwIfAborted()
        throw toOmniImageError(error, 'Waiting for the task')
      }
    },
    enabled: id !== undefined,
    staleTime: Math.min(client.endpoint.tasks.retentionMs, longestTimerMs),
    networkMode: 'always', // the watcher waits for the network by itself, and knows better when it is back
    retry: (failureCount, error) => failureCount < 2 && error.code === 'api' && error.kind === 'not-found',
    refetchOnWindowFocus: ({ state: { error } }) => error?.code !== 'task-failed' && error?.code !== 'invalid-input',
  }
}
