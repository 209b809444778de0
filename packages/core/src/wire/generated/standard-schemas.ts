// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

import { type StandardSchema, toStandardSchema } from '../standard-schema.ts'
import type {
  OmniImageRequest,
  Task,
  TaskResponse,
  TaskListResponse,
  ErrorResponse,
  GatewayErrorResponse,
  CallbackPayload,
} from './types.ts'
import {
  validateOmniImageRequest,
  validateTask,
  validateTaskResponse,
  validateTaskListResponse,
  validateErrorResponse,
  validateGatewayErrorResponse,
  validateCallbackPayload,
} from './validators.ts'

export const OmniImageRequestStandard: StandardSchema<OmniImageRequest> =
  /* @__PURE__ */ toStandardSchema(validateOmniImageRequest)

export const TaskStandard: StandardSchema<Task> = /* @__PURE__ */ toStandardSchema(validateTask)

export const TaskResponseStandard: StandardSchema<TaskResponse> = /* @__PURE__ */ toStandardSchema(validateTaskResponse)

export const TaskListResponseStandard: StandardSchema<TaskListResponse> =
  /* @__PURE__ */ toStandardSchema(validateTaskListResponse)

export const ErrorResponseStandard: StandardSchema<ErrorResponse> =
  /* @__PURE__ */ toStandardSchema(validateErrorResponse)

export const GatewayErrorResponseStandard: StandardSchema<GatewayErrorResponse> =
  /* @__PURE__ */ toStandardSchema(validateGatewayErrorResponse)

export const CallbackPayloadStandard: StandardSchema<CallbackPayload> =
  /* @__PURE__ */ toStandardSchema(validateCallbackPayload)
