import { toOmniImageError } from '../errors/any-error.ts'
import type { OmniImageInput } from '../request/input.ts'
import type { TaskClient } from '../task/create-task-client.ts'
import type { TaskSnapshot } from '../task/snapshot.ts'
import type { OmniImageResult, OmniImageTask } from '../task/started-task.ts'
import { tell } from '../task/tell.ts'
import type { ErrorType } from './error-type.ts'
import { findLost, recoverLost, rememberLost } from './lost-tasks.ts'
import { startKey, type KeyOptions, type KeyStart } from './query-key.ts'

export interface GenerateMutation<Input = OmniImageInput> extends KeyOptions {
  readonly client: Pick<TaskClient<Input>, 'endpoint' | 'generate' | 'journal'>
  /** Hears of every visible change of each task, from `preparing` to the last, also while no component shows it. */
  readonly onSnapshot?: ((snapshot: TaskSnapshot, input: Input) => void) | undefined
}

/** Takes part in `useMutation` and `setMutationDefaults` as it is. */
export interface GenerateMutationOptions<Input = OmniImageInput> extends ErrorType {
  readonly mutationKey: readonly [...KeyStart, 'generate']
  readonly mutationFn: (input: Input) => Promise<OmniImageResult>
  readonly retry: false
  readonly networkMode: 'always'
}

/**
 * A TanStack mutation from an input to its pictures: one paid task for each call of `mutate`, as `client.generate` does it.
 * Leave three options as they are, since each would have TanStack send what may have been paid for already:
 *
 * - `retry: false`. The client repeats what surely made no task, and looks for what may have; a failure that is left is
 *   one that only the user should repeat.
 * - `networkMode: 'always'`. In another mode a mutation that starts offline is paused. Paused mutations are what TanStack
 *   saves and runs again after a reload, in each tab that loads them and once more after a crash. This one starts at once
 *   and is never paused; what a bad network leaves unclear, the client looks for.
 * - No `scope`: mutations that wait in one are paused as well. `slots` of the client are for that.
 *
 * `mutate` with the same input after a `submit-uncertain` failure looks for that task and sends nothing, so a Retry
 * button never pays twice; `client.forget(error.external_task_id)` first to start anew all the same. After a reload it
 * does not know of that failure; `createImageTask` and the hooks do, with a journal.
 * The task goes on when the component leaves, and its pictures are in the mutation cache then.
 *
 * @example
 * const { mutate, data, error } = useMutation(generateMutationOptions({ client }))
 * mutate({ prompt: 'a lighthouse' })
 */
export function generateMutationOptions<Input = OmniImageInput>({
  client,
  onSnapshot,
  ...keyOptions
}: GenerateMutation<Input>): GenerateMutationOptions<Input> {
  async function generate(input: Input): Promise<OmniImageResult> {
    const hear = onSnapshot && ((snapshot: TaskSnapshot) => onSnapshot(snapshot, input))
    const lost = findLost(client, input)
    const found = lost && (await recoverLost(client, lost))
    return found ? waitFor(found, hear) : client.generate(input, { onSnapshot: hear })
  }

  return {
    mutationKey: [...startKey(client, keyOptions), 'generate'],
    mutationFn: async (input) => {
      try {
        return await generate(input)
      } catch (error) {
        rememberLost(client, input, error)
        throw toOmniImageError(error, 'Generating')
      }
    },
    retry: false,
    networkMode: 'always',
  }
}

/** Every change that is still to come, then the pictures. */
async function waitFor(task: OmniImageTask, onSnapshot?: (snapshot: TaskSnapshot) => void): Promise<OmniImageResult> {
  const hear = onSnapshot && (() => onSnapshot(task.getSnapshot()))
  if (hear) tell(hear)
  const unsubscribe = hear && task.subscribe(hear)
  try {
    return await task.result()
  } finally {
    unsubscribe?.()
  }
}
