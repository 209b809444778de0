// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

import type { Issue } from '../issue.ts'
import {
  checkArray,
  checkBoolean,
  checkCombinedMaxItems,
  checkEnum,
  checkInt64,
  checkInteger,
  checkNullable,
  checkReferences,
  checkString,
  checkUri,
  enterObject,
  type Holder,
  reportAnyOf,
  validate,
} from '../validate.ts'

export function validateOmniImageRequest(value: unknown): Issue[] | undefined {
  return validate(checkOmniImageRequest, value)
}

export function validateTask(value: unknown): Issue[] | undefined {
  return validate(checkTask, value)
}

export function validateTaskResponse(value: unknown): Issue[] | undefined {
  return validate(checkTaskResponse, value)
}

export function validateTaskListResponse(value: unknown): Issue[] | undefined {
  return validate(checkTaskListResponse, value)
}

export function validateErrorResponse(value: unknown): Issue[] | undefined {
  return validate(checkErrorResponse, value)
}

export function validateGatewayErrorResponse(value: unknown): Issue[] | undefined {
  return validate(checkGatewayErrorResponse, value)
}

export function validateCallbackPayload(value: unknown): Issue[] | undefined {
  return validate(checkTask, value)
}

function checkOmniImageRequest(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'model_name', 'prompt')
  if (!inside) return
  checkString(inside, 'model_name', 1)
  checkString(inside, 'prompt', 1, 2500)
  checkArray(inside, 'image_list', checkImageReference)
  checkArray(inside, 'element_list', checkElementReference)
  checkEnum(inside, 'resolution', '1k', '2k', '4k')
  checkEnum(inside, 'aspect_ratio', '16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', 'auto')
  checkEnum(inside, 'result_type', 'single', 'series')
  checkInteger(inside, 'n', 1, 9)
  checkOmniImageRequestSeriesAmount(inside, 'series_amount')
  checkWatermarkInfo(inside, 'watermark_info')
  checkUri(inside, 'callback_url')
  checkString(inside, 'external_task_id')
  checkReferences(inside, 'prompt', { image: 'image_list', element: 'element_list' })
  checkCombinedMaxItems(inside, 10, 'image_list', 'element_list')
}

function checkImageReference(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'image')
  if (!inside) return
  checkString(inside, 'image', 1)
}

function checkElementReference(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'element_id')
  if (!inside) return
  checkInt64(inside, 'element_id')
}

function checkOmniImageRequestSeriesAmount(holder: Holder, key: string | number): void {
  const value = holder.value[key]
  if (typeof value === 'number') checkInteger(holder, key, 2, 9)
  else if (!['auto'].includes(value as string)) reportAnyOf(holder, key, ['integer 2 to 9', 'auto'])
}

function checkWatermarkInfo(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'enabled')
  if (!inside) return
  checkBoolean(inside, 'enabled')
}

function checkTask(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'task_id', 'task_status')
  if (!inside) return
  checkString(inside, 'task_id', 1)
  checkString(inside, 'task_status', 1)
  checkNullable(inside, 'task_status_msg', checkString)
  checkNullable(inside, 'task_info', checkTaskInfo)
  checkNullable(inside, 'task_result', checkTaskResult)
  checkNullable(inside, 'watermark_info', checkWatermarkInfo)
  checkNullable(inside, 'final_unit_deduction', checkString)
  checkNullable(inside, 'final_balance_deduction', checkBalanceDeduction)
  checkInteger(inside, 'created_at')
  checkInteger(inside, 'updated_at')
}

function checkTaskInfo(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key)
  if (!inside) return
  checkNullable(inside, 'external_task_id', checkString)
}

function checkTaskResult(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key)
  if (!inside) return
  checkNullable(inside, 'result_type', checkString)
  checkNullable(inside, 'images', checkArray, checkGeneratedImage)
  checkNullable(inside, 'series_images', checkArray, checkGeneratedImage)
}

function checkGeneratedImage(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'url')
  if (!inside) return
  checkInteger(inside, 'index', 0)
  checkUri(inside, 'url')
  checkNullable(inside, 'watermark_url', checkString)
}

function checkBalanceDeduction(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key)
  if (!inside) return
  checkNullable(inside, 'quota', checkString)
  checkNullable(inside, 'list_price', checkString)
}

function checkTaskResponse(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'code', 'data')
  if (!inside) return
  checkSuccessCode(inside, 'code')
  checkString(inside, 'message')
  checkString(inside, 'request_id')
  checkTask(inside, 'data')
}

function checkSuccessCode(holder: Holder, key: string | number): void {
  const value = holder.value[key]
  if (typeof value === 'number') checkInteger(holder, key)
  else if (typeof value === 'string') checkString(holder, key)
  else reportAnyOf(holder, key, ['integer', 'string'])
}

function checkTaskListResponse(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'code', 'data')
  if (!inside) return
  checkSuccessCode(inside, 'code')
  checkString(inside, 'message')
  checkString(inside, 'request_id')
  checkArray(inside, 'data', checkTask)
}

function checkErrorResponse(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'code', 'message')
  if (!inside) return
  checkErrorCode(inside, 'code')
  checkString(inside, 'message')
  checkString(inside, 'request_id')
}

function checkErrorCode(holder: Holder, key: string | number): void {
  const value = holder.value[key]
  if (typeof value === 'number') checkInteger(holder, key)
  else if (typeof value === 'string') checkString(holder, key)
  else reportAnyOf(holder, key, ['integer', 'string'])
}

function checkGatewayErrorResponse(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'error')
  if (!inside) return
  checkGatewayErrorResponseError(inside, 'error')
}

function checkGatewayErrorResponseError(holder: Holder, key: string | number): void {
  const value = holder.value[key]
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) checkGatewayError(holder, key)
  else if (typeof value === 'string') checkString(holder, key)
  else reportAnyOf(holder, key, ['object', 'string'])
}

function checkGatewayError(holder: Holder, key: string | number): void {
  const inside = enterObject(holder, key, 'message')
  if (!inside) return
  checkString(inside, 'message')
  checkNullable(inside, 'type', checkString)
  checkNullable(inside, 'code', checkGatewayErrorCode)
}

function checkGatewayErrorCode(holder: Holder, key: string | number): void {
  const value = holder.value[key]
  if (typeof value === 'number') checkInteger(holder, key)
  else if (typeof value === 'string') checkString(holder, key)
  else reportAnyOf(holder, key, ['integer', 'string'])
}
