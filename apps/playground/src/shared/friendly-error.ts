import type { AnyOmniImageError, ApiErrorKind } from '@omni-image/core'

export interface FriendlyError {
  readonly title: string
  readonly advice: string
  /** For a report to whoever runs the endpoint. */
  readonly facts: readonly (readonly [name: string, value: string])[]
}

const refusals: Readonly<Record<ApiErrorKind, readonly [title: string, advice: string]>> = {
  authentication: ['The key was refused', 'Check OMNI_IMAGE_TOKEN and start the playground again.'],
  permission: ['The key may not do this', 'Ask whoever issued it to allow this model.'],
  balance: ['The account has run dry', 'Top it up, then generate again. Nothing was billed.'],
  'rate-limit': ['Too many requests at once', 'Wait a moment, then generate again.'],
  concurrency: ['All places are taken', 'Other pictures are still in the making. Try again when one is done.'],
  moderation: ['The content rules refused this', 'Change the prompt or the references, then generate again.'],
  'invalid-request': ['The endpoint did not accept the request', 'Its own words are below.'],
  'not-found': ['The endpoint does not know this task', 'It may have expired. Generate again.'],
  server: ['The endpoint has a problem', 'This is not about your request. Try again in a minute.'],
}

/** A task that was paid for is looked at again, never generated anew. */
const looksRefused = [
  'The endpoint does not show the task any more',
  'It was accepted and may be billed. Look again; its own words are below.',
] as const

/** A failure in words that say what to do. Nothing in it comes from a key or a picture. */
export function toFriendlyError(error: AnyOmniImageError): FriendlyError {
  switch (error.code) {
    case 'invalid-input':
      return { title: 'Almost there', advice: 'Change this first:', facts: [] }
    case 'api': {
      const [title, advice] = error.task_id === undefined ? refusals[error.kind] : looksRefused
      const { apiCode, httpStatus, request_id, message } = error
      return { title, advice, facts: facts({ code: apiCode, HTTP: httpStatus, request_id, message }) }
    }
    case 'connection':
      return {
        title: 'No connection',
        advice: 'The endpoint could not be reached. Check the network, then try again.',
        facts: facts({ message: error.message }),
      }
    case 'submit-uncertain':
      return {
        title: 'Nobody knows whether the task was created',
        advice: 'The answer got lost. Look again instead of generating anew: that could be paid twice.',
        facts: facts({ external_task_id: error.external_task_id }),
      }
    case 'task-timeout':
      return {
        title: 'This takes unusually long',
        advice: 'The task goes on. Look again whenever you like.',
        facts: facts({ task_id: error.task_id }),
      }
    case 'task-failed':
      return {
        title: 'The pictures could not be made',
        advice: error.reason ?? 'The endpoint gave no reason. Another wording may help.',
        facts: facts({ task_id: error.task_id }),
      }
    case 'contract':
    case 'unexpected':
      return {
        title: 'Something does not fit together',
        advice: 'The endpoint answered in a way that the SDK does not know.',
        facts: facts({ message: error.message }),
      }
  }
}

function facts(values: Readonly<Record<string, string | number | undefined>>): FriendlyError['facts'] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`] as const]))
}
