// Generated from openapi/omni-image.yaml by `pnpm generate`. Do not edit: change the spec and run it again.

import type { ErrorCode } from '../error-code.ts'

/** By the `code` of the body. */
export const errorCodes: Readonly<Record<string, ErrorCode>> = {
  '1000': { kind: 'authentication' },
  '1001': { kind: 'authentication' },
  '1002': { kind: 'authentication' },
  '1003': { kind: 'authentication' },
  '1004': { kind: 'authentication' },
  '1100': { kind: 'balance' },
  '1101': { kind: 'balance' },
  '1102': { kind: 'balance' },
  '1103': { kind: 'permission' },
  '1200': { kind: 'invalid-request' },
  '1201': {
    kind: 'invalid-request',
    when: [
      { message: 'not found', kind: 'not-found' },
      { message: 'already exist', kind: 'invalid-request', reason: 'duplicate-id' },
    ],
  },
  '1202': { kind: 'invalid-request' },
  '1203': { kind: 'not-found' },
  '1300': { kind: 'moderation' },
  '1301': { kind: 'moderation' },
  '1302': { kind: 'rate-limit', retryable: true, notCreated: true },
  '1303': { kind: 'concurrency', retryable: true, notCreated: true },
  '1304': { kind: 'permission' },
  '5000': { kind: 'server', retryable: true },
  '5001': { kind: 'server', retryable: true },
  '5002': { kind: 'server', retryable: true },
  task_not_exist: { kind: 'not-found' },
  get_channel_failed: { kind: 'server', retryable: true },
  read_request_body_failed: { kind: 'invalid-request' },
}

export const successCodes: readonly (string | number)[] = [0, 200, '0', '200', 'success']
