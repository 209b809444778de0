import {
  describeIssue,
  omniImageFields,
  omniImageRequestShape,
  parseJson,
  validateOmniImageRequest,
} from '@omni-image/core/wire'
import type { OmniImageRequest } from '@omni-image/core/wire'
import { Refusal } from './answer.ts'
import { foldRequest, isValues } from './fold-request.ts'

// Neither has a limit in the API's documentation; without one a task could hold a whole body in memory.
const longestText = 4096

/** Whatever JSON the body holds, or nothing: for fault scripts, which see requests before they are checked. */
export function parseLeniently(body: Buffer): unknown {
  try {
    return parseJson(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** The request as the API understands it. Throws a `Refusal` that names the first field that is wrong. */
export function readCreate(contentType: string | null, body: unknown): OmniImageRequest {
  if (!/^application\/json\b/i.test(contentType ?? ''))
    throw new Refusal(1200, 'The request must have the Content-Type application/json')
  if (body === undefined) throw new Refusal(1200, 'The body is not JSON')

  const request = isValues(body) ? foldRequest(body, omniImageRequestShape, omniImageFields) : body
  const [issue] = validateOmniImageRequest(request) ?? []
  if (issue) throw new Refusal(1201, describeIssue(issue))

  const checked = request as OmniImageRequest
  for (const key of ['external_task_id', 'callback_url'] as const)
    if ((checked[key]?.length ?? 0) > longestText)
      throw new Refusal(1201, `${key} must have at most ${longestText} characters here.`)
  const models: readonly string[] = omniImageRequestShape.model_name.words
  if (!models.includes(checked.model_name))
    throw new Refusal(1203, `The model ${brief(checked.model_name)} does not exist`)
  return checked
}

function brief(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
