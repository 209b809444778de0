const envelope = (data: object): object => ({
  allOf: [{ $ref: '#/components/schemas/BaseResult' }, { type: 'object', required: ['data'], properties: { data } }],
})
const answer = (data: object): object => ({
  200: { description: 'OK', content: { 'application/json; charset=utf-8': { schema: envelope(data) } } },
})

/** Fields of the request as a vendor may write them, in the dialect of OpenAPI 3.0. */
type Fields = Readonly<Record<string, object>>

/** What the vendor says of fields that we have too, in its own words. */
const request: Fields = {
  model: { type: 'string' },
  prompt: { type: 'string', description: 'Positive text prompt', example: 'a cat', maxLength: 2500 },
  n: { type: 'integer', format: 'int32', minimum: 0, exclusiveMinimum: true, maximum: 9, default: 1 },
  resolution: { type: 'string', enum: ['1K', '2K', '4K'], default: '1K' },
  element_list: { type: 'array', items: { type: 'object', properties: { element_id: { type: 'string' } } } },
}

export interface VendorOptions {
  readonly request?: Fields
  readonly required?: readonly string[]
  readonly task?: Fields
  readonly more?: Readonly<Record<string, unknown>>
}

/** A vendor's OpenAPI 3.0 document: other ids, other schemas, the prefix in the server's address, and much else in it. */
export function vendorDocument({
  request: fields = {},
  required = ['prompt'],
  task = {},
  more = {},
}: VendorOptions): string {
  const { model: _model, ...own } = request
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Everything', version: '9' },
    servers: [{ url: 'https://api.example.com/kling/v1' }],
    paths: {
      '/images/omni-image': {
        post: {
          operationId: 'images_omni_submit',
          parameters: [{ name: 'Authorization', in: 'header', required: true, schema: { type: 'string' } }],
          requestBody: {
            content: {
              'application/json': { schema: { type: 'object', required, properties: { ...own, ...fields } } },
            },
          },
          responses: answer({ $ref: '#/components/schemas/OmniTask' }),
        },
      },
      '/images/omni-image/{task_id}': {
        get: {
          operationId: 'images_omni_query',
          parameters: [{ name: 'task_id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: answer({ $ref: '#/components/schemas/OmniTask' }),
        },
      },
      '/videos/text2video': { post: { operationId: 'video', responses: answer({ type: 'object' }) } },
      ...(more['paths'] as object | undefined),
    },
    components: {
      schemas: {
        BaseResult: { type: 'object', properties: { code: { type: 'integer' }, message: { type: 'string' } } },
        OmniTask: {
          type: 'object',
          properties: {
            task_id: { type: 'string' },
            task_status: { type: 'string', enum: ['submitted', 'succeed'] },
            ...task,
          },
        },
        ...(more['schemas'] as object | undefined),
      },
    },
  })
}
