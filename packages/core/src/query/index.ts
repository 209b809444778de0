export type { ErrorType } from './error-type.ts'
export {
  generateMutationOptions,
  type GenerateMutation,
  type GenerateMutationOptions,
} from './generate-mutation-options.ts'
export { taskListQueryOptions, type TaskListQuery, type TaskListQueryOptions } from './task-list-query-options.ts'
export { taskQueryOptions, type TaskQuery, type TaskQueryOptions } from './task-query-options.ts'
export type { KeyOptions, KeyStart } from './query-key.ts'
