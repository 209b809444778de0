export { describeIssue } from './describe-issue.ts'
export type { ApiErrorKind, ErrorCode, FinerError } from './error-code.ts'
export type { Field } from './field.ts'
export type { AnyEndpoint, Endpoint } from './endpoint.ts'
export { omniImageEndpoint } from './generated/endpoints.ts'
export { errorKinds, finerErrors, retryableCodes, successCodes } from './generated/error-codes.ts'
export { omniImageFields } from './generated/fields.ts'
export { imageLimits, pixels } from './generated/image-limits.ts'
export { basePath, operations, queries } from './generated/operations.ts'
export { omniImageRequestShape, type OmniImageRequestVariants } from './generated/request-shape.ts'
export { omniImageCost, omniImageTask } from './generated/tasks.ts'
export type {
  BalanceDeduction,
  CallbackPayload,
  ElementReference,
  ErrorResponse,
  GatewayError,
  GatewayErrorResponse,
  GeneratedImage,
  ImageReference,
  OmniImageRequest,
  Task,
  TaskInfo,
  TaskListResponse,
  TaskResponse,
  TaskResult,
  TaskStatus,
  WatermarkInfo,
} from './generated/types.ts'
export {
  validateCallbackPayload,
  validateErrorResponse,
  validateGatewayErrorResponse,
  validateOmniImageRequest,
  validateTask,
  validateTaskListResponse,
  validateTaskResponse,
} from './generated/validators.ts'
export type { ImageLimits } from './image-limits.ts'
export type { Issue, IssueCode } from './issue.ts'
export { parseJson, writeJson } from './json.ts'
export type { Operation, ParameterLimits } from './operation.ts'
export type { FieldShape, RequestShape } from './request-shape.ts'
export { type StandardSchema, toStandardSchema } from './standard-schema.ts'
export type { Keys, TaskDescription } from './task-description.ts'
