import { createOmniImageClient, type OmniImageInput } from '@omni-image/core'
import { type OmniImageRequest, parseJson } from '@omni-image/core/wire'
import { pickFields } from '../input/pick-fields.ts'
import { toWire } from '../input/to-wire.ts'

/**
 * An input as text: checked against every limit of the spec, files read. Rejects with an `InputError`. Core writes
 * requests while it sends them, so it sends this one to nobody.
 */
export async function writeRequest(input: OmniImageInput, baseUrl: string): Promise<string> {
  let text = ''
  const writer = createOmniImageClient({
    baseUrl,
    retry: 0,
    fetch: async (request, init) => {
      text = await new Request(request, init).text()
      return Response.json({ code: 0, data: { task_id: 'none', task_status: 'submitted' } })
    },
  })
  try {
    await writer.submit(input)
    return text
  } finally {
    writer.close()
  }
}

/** The fields of such a text; who it is for and who is called back is added when it is sent. */
export function readRequest(text: string): OmniImageRequest {
  const { fields } = pickFields(parseJson(text) as Record<string, unknown>)
  delete fields['external_task_id']
  delete fields['callback_url']
  return fields as unknown as OmniImageRequest
}

/** The body of the paid request. */
export function toBody(request: OmniImageRequest, external_task_id: string, callback_url?: string): string | Blob {
  return toWire({ ...request, external_task_id, ...(callback_url !== undefined && { callback_url }) })
}
