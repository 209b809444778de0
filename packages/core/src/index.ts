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
export { checkPrompt, type PromptIssue, type PromptWarning, type ReferenceCounts } from './request/check-prompt.ts'
export {
  checkReference,
  type CheckedReference,
  type CheckReferenceOptions,
  type ReferenceWarning,
} from './request/check-reference.ts'
export type { ElementId, ElementItem, ImageItem, OmniImageInput, OmniPrompt, ReferenceImage } from './request/input.ts'
export { element, image, omniPrompt, type PromptPart } from './request/omni-prompt.ts'
export { parsePrompt, type PromptToken } from './request/parse-prompt.ts'
export { indexedDbJournal, type IndexedDbJournalOptions } from './journal/indexed-db-journal.ts'
export { memoryJournal } from './journal/memory-journal.ts'
export type { JournalLimits } from './journal/find-surplus.ts'
export { webStorageJournal, type JournalStorage, type WebStorageJournalOptions } from './journal/web-storage-journal.ts'
export type { JournalEntry, JournalOptions, JournalState, TaskJournal } from './journal/task-journal.ts'
export type { OmniImageClientOptions, WatchOptions } from './client/options.ts'
export type { ListOptions } from './client/look-up.ts'
export { createOmniImageClient, type OmniImageClient } from './task/create-omni-image-client.ts'
export {
  createTaskClient,
  type GenerateOptions,
  type StartOptions,
  type SubmitOptions,
  type TaskClient,
} from './task/create-task-client.ts'
export { isResumable } from './task/reduce.ts'
export { estimateProgress } from './task/estimate-progress.ts'
export { createImageTask, type ImageTask, type ImageTaskOptions } from './task/image-task.ts'
export { createTaskList, type TaskList, type TaskListOptions } from './task/task-list.ts'
export type { TaskListItem } from './task/task-list-item.ts'
export { sharedClient } from './task/shared-client.ts'
export { isPending, type TaskSnapshot, type TaskStatus } from './task/snapshot.ts'
export type { OmniImageResult, OmniImageTask, StartedTask, WaitOptions } from './task/started-task.ts'
export { omniImageEndpoint } from './wire/generated/endpoints.ts'
export type { AnyEndpoint, Endpoint } from './wire/endpoint.ts'
export type { ApiErrorKind } from './wire/error-code.ts'
export type { GeneratedImage, OmniImageRequest, Task } from './wire/generated/types.ts'
export type { Issue, IssueCode } from './wire/issue.ts'
