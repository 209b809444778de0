// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

import type { ApiErrorKind, ErrorCode, FinerError } from '../error-code.ts'

/** What the `code` of an error body means. */
export const errorKinds: Readonly<Partial<Record<ApiErrorKind, readonly ErrorCode[]>>> = {
  authentication: [1000, 1001, 1002, 1003, 1004],
  balance: [1100, 1101, 1102],
  permission: [1103, 1304],
  'invalid-request': [1200, 1201, 1202, 'read_request_body_failed'],
  'not-found': [1203, 'task_not_exist'],
  moderation: [1300, 1301],
  'rate-limit': [1302],
  concurrency: [1303],
  server: [5000, 5001, 5002, 'get_channel_failed'],
}

/** With these codes the same request may succeed later. */
export const retryableCodes: readonly ErrorCode[] = [1302, 1303, 5000, 5001, 5002, 'get_channel_failed']

/** Codes that mean several things, told apart by the message. */
export const finerErrors: Readonly<Record<ErrorCode, readonly FinerError[]>> = {
  '1201': [
    { message: 'not found', kind: 'not-found' },
    { message: 'already exist', kind: 'invalid-request', reason: 'duplicate-id' },
  ],
}

export const successCodes: readonly ErrorCode[] = [0, 200, '0', '200', 'success']
