export { isOmniImageError, type AnyOmniImageError } from './errors/any-error.ts'
export { ApiError } from './errors/api-error.ts'
export { ConnectionError } from './errors/connection-error.ts'
export { ContractError } from './errors/contract-error.ts'
export { InputError, type InputIssue } from './errors/input-error.ts'
export { OmniImageError, type OmniImageErrorCode } from './errors/omni-image-error.ts'
export { SubmitUncertainError, type RecoveredTask } from './errors/submit-uncertain-error.ts'
export { TaskFailedError } from './errors/task-failed-error.ts'
export { TaskTimeoutError } from './errors/task-timeout-error.ts'
export { UnexpectedError } from './errors/unexpected-error.ts'
export type { ElementId, OmniImageInput, ReferenceImage } from './request/input.ts'
export type { OmniImageClientOptions, WatchOptions } from './client/options.ts'
export type { ListOptions } from './client/look-up.ts'
export {
  createOmniImageClient,
  type GenerateOptions,
  type OmniImageClient,
  type SubmitOptions,
} from './task/create-omni-image-client.ts'
export { estimateProgress } from './task/estimate-progress.ts'
export { createImageTask, type ImageTask, type ImageTaskOptions } from './task/image-task.ts'
export { sharedClient } from './task/shared-client.ts'
export { isPending, type TaskSnapshot, type TaskStatus } from './task/snapshot.ts'
export type { OmniImageResult, OmniImageTask, StartedTask, WaitOptions } from './task/started-task.ts'
export type { ApiErrorKind } from './wire/error-code.ts'
export type { GeneratedImage, OmniImageRequest, Task } from './wire/generated/types.ts'
export type { Issue, IssueCode } from './wire/issue.ts'
