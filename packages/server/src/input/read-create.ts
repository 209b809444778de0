import { checkReference } from '@omni-image/core'
import { describeIssue, type OmniImageRequest, parseJson, validateOmniImageRequest } from '@omni-image/core/wire'
import { badRequest, Refusal } from '../handler/refusal.ts'
import { isObject, pickFields } from './pick-fields.ts'
import { readBody, type BodyRules } from './read-body.ts'

export interface CreateRules extends BodyRules {
  readonly unknownFields: 'drop' | 'refuse'
  /** Where the API is: one on this machine can reach pictures on this machine. */
  readonly baseUrl: string
}

/** The checked request of a create: the spec's fields within the spec's limits, every image looked at. */
export async function readCreate(request: Request, rules: CreateRules): Promise<OmniImageRequest> {
  checkHead(request.headers)
  const body = parse(await readBody(request, rules))
  if (!isObject(body)) throw badRequest('The body must be a JSON object')
  const { fields, unknown } = pickFields(body)
  if (unknown.length > 0 && rules.unknownFields === 'refuse') {
    throw badRequest(`Not part of the API: ${unknown.slice(0, 5).join(', ').slice(0, 200)}`)
  }
  // Where the API calls back is our affair.
  delete fields['callback_url']
  const issues = validateOmniImageRequest(fields)
  if (issues) throw badRequest(issues.slice(0, 5).map(describeIssue).join(' '))
  const checked = fields as unknown as OmniImageRequest
  if (checked.external_task_id !== undefined) checkExternalId(checked.external_task_id)
  await checkImages(checked, rules.baseUrl)
  return checked
}

function checkHead(headers: Headers): void {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  // Pages of other origins can send anything but JSON without being asked.
  if (type !== 'application/json') throw new Refusal('Send application/json', { status: 415, code: 1200 })
  if (headers.get('content-encoding')) throw new Refusal('Send the body unpacked', { status: 415, code: 1200 })
}

function parse(bytes: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw badRequest('The body must be JSON in UTF-8')
  }
}

/** An id ends up in paths, so it holds nothing that a path could stumble over. */
export function isPlainId(id: string): boolean {
  return /^[\w.~:@+=-]{1,128}$/.test(id) && !/^\.+$/.test(id)
}

function checkExternalId(id: string): void {
  if (!isPlainId(id)) throw badRequest('external_task_id must be 1 to 128 letters, digits or any of . _ ~ : @ + = -')
}

/** One after the other: images are large. */
async function checkImages({ image_list = [] }: OmniImageRequest, baseUrl: string): Promise<void> {
  for (const [index, { image }] of image_list.entries()) {
    const path = `/image_list/${index}/image`
    const { issues, warnings } = await checkReference(image, { path, baseUrl })
    // A picture that EXIF data turns is one that the API takes.
    const problem = issues[0] ?? warnings.find(({ code }) => code !== 'rotated')
    if (problem) throw badRequest(problem.message)
  }
}
