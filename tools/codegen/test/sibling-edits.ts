const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` })
const json = (name: string): object => ({ content: { 'application/json': { schema: ref(name) } } })
const responses = (name: string): object => ({
  '200': { description: 'Good.', ...json(name) },
  default: { $ref: '#/components/responses/Error' },
})
const schemas = '/components/schemas'

/** Puts a second endpoint with tasks of its own beside the first: other fields, other words, another place of the result. */
export const siblingEdits: Readonly<Record<string, unknown>> = {
  '/paths/~1v1~1images~1generations': {
    post: {
      operationId: 'createImageGeneration',
      summary: 'Create a generation',
      requestBody: { required: true, ...json('ImageGenerationRequest') },
      responses: responses('ImageGenerationResponse'),
      'x-task': {
        get: 'getImageGeneration',
        request: { externalId: '/tracking/id' },
        task: { id: '/id', externalId: '/external_id', status: '/state', reason: '/reason', images: ['/pictures'] },
        words: { submitted: ['queued'], succeed: ['done'], failed: ['dead', 'lost'] },
        final: ['succeed', 'failed'],
        count: { by: '/mode', fields: { draft: '/n', fine: '/n' } },
        price: { by: '/mode', units: { draft: 1, fine: 4 } },
        duration: { medianMs: 9000, sigma: 0.3 },
        deadlineMs: 120000,
        retentionMs: 86400000,
      },
    },
  },
  '/paths/~1v1~1images~1generations~1{id}': {
    get: {
      operationId: 'getImageGeneration',
      summary: 'Get one generation',
      parameters: [{ $ref: '#/components/parameters/Id' }],
      responses: responses('ImageGenerationResponse'),
    },
  },
  [`${schemas}/ImageGenerationRequest`]: {
    type: 'object',
    required: ['prompt'],
    properties: {
      prompt: { type: 'string', maxLength: 100, pattern: '^\\S' },
      mode: { type: 'string', enum: ['draft', 'fine'], default: 'draft' },
      fidelity: { type: 'number', minimum: 0, maximum: 1 },
      image: { ...ref('ReferenceText'), title: 'Picture' },
      tags: { type: 'array', maxItems: 3, items: { type: ['string', 'null'], maxLength: 5 } },
      n: { type: 'integer', minimum: 1, maximum: 4, default: 1 },
      seed: { type: 'integer', format: 'int64', 'x-lossless': true },
      steps: { anyOf: [{ type: 'integer' }, { type: 'string', enum: ['few', 'many'] }, { type: 'null' }] },
      tracking: { type: 'object', properties: { id: { type: 'string' }, page: { type: 'string', format: 'uri' } } },
    },
  },
  [`${schemas}/ReferenceText`]: { type: 'string', minLength: 1 },
  [`${schemas}/ImageGenerationTask`]: {
    type: 'object',
    required: ['id', 'state'],
    properties: {
      id: { type: 'string' },
      external_id: { type: 'string' },
      state: { type: 'string', enum: ['queued', 'done', 'dead'] },
      reason: { type: 'string' },
      pictures: { type: 'array', items: ref('GeneratedImage') },
    },
  },
  [`${schemas}/ImageGenerationResponse`]: {
    type: 'object',
    required: ['code', 'data'],
    properties: { code: ref('SuccessCode'), data: ref('ImageGenerationTask') },
  },
}
