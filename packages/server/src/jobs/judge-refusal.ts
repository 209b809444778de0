import { type ApiError, isOmniImageError } from '@omni-image/core'
import { retryableCodes } from '@omni-image/core/wire'
import { CredentialError } from '../upstream/credential.ts'

/**
 * What a failed paid request means for its job. `busy` and `account` are about all requests: the API has no room, or the
 * key or balance is not in order. `unsent`: it never left. `unclear`: it may have made the task.
 */
export type RefusalKind = 'refused' | 'duplicate' | 'busy' | 'account' | 'unsent' | 'unclear'

const accountKinds: readonly unknown[] = ['authentication', 'permission', 'balance'] satisfies ApiError['kind'][]
const busyKinds: readonly unknown[] = ['rate-limit', 'concurrency'] satisfies ApiError['kind'][]

export function judgeRefusal(error: unknown): RefusalKind {
  if (!isOmniImageError(error)) return 'unclear'
  if (error.cause instanceof CredentialError) return 'unsent'
  const { reason, notCreated, kind, apiCode } = error as Partial<ApiError>
  if (reason === 'duplicate-id') return 'duplicate'
  if (!notCreated) return 'unclear'
  if (error.code !== 'api') return 'unsent'
  if (retryableCodes.includes(apiCode!) || busyKinds.includes(kind)) return 'busy'
  return accountKinds.includes(kind) ? 'account' : 'refused'
}
