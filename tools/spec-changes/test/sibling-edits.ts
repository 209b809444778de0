import { siblingEdits as strangerEdits } from '@omni-image/codegen/sibling-edits'

const path = '/v1/images/generations'
const schema = (name: string): object => ({ $ref: `#/components/schemas/${name}` })
const json = (name: string): object => ({ content: { 'application/json': { schema: schema(name) } } })
const answers = (name: string): object => ({
  '200': { description: 'Good.', ...json(name) },
  default: { $ref: '#/components/responses/Error' },
})
const parameter = (name: string): object => ({ $ref: `#/components/parameters/${name}` })

/** Another operation of the same vendor: the same envelope and tasks, other fields and limits. */
const generations = {
  [`/paths/${path.replaceAll('/', '~1')}`]: {
    post: {
      operationId: 'createImageGeneration',
      summary: 'Create a generation',
      description: 'Starts one billed task.',
      requestBody: { required: true, ...json('ImageGenerationRequest') },
      responses: answers('TaskResponse'),
      'x-task': {
        get: 'getImageGeneration',
        list: 'listImageGenerations',
        request: { externalId: '/external_task_id' },
        task: {
          id: '/task_id',
          externalId: '/task_info/external_task_id',
          status: '/task_status',
          reason: '/task_status_msg',
          images: ['/task_result/images'],
        },
        words: { submitted: ['submitted'], processing: ['processing'], succeed: ['succeed'], failed: ['failed'] },
        final: ['succeed', 'failed'],
        count: { by: '/resolution', fields: { '1k': '/n', '2k': '/n' } },
        price: { by: '/resolution', units: { '1k': 4, '2k': 8 } },
        duration: { medianMs: 9000, sigma: 0.4 },
        deadlineMs: 300000,
        retentionMs: 86400000,
      },
    },
    get: {
      operationId: 'listImageGenerations',
      summary: 'List generations',
      description: 'Newest first.',
      parameters: [parameter('PageNum'), parameter('PageSize')],
      responses: answers('TaskListResponse'),
    },
  },
  [`/paths/${path.replaceAll('/', '~1')}~1{id}`]: {
    get: {
      operationId: 'getImageGeneration',
      summary: 'Get one generation',
      description: 'By either of its ids.',
      parameters: [parameter('Id')],
      responses: answers('TaskResponse'),
    },
  },
  '/components/schemas/ImageGenerationRequest': {
    type: 'object',
    description: 'What to make.',
    required: ['model_name', 'prompt'],
    properties: {
      model_name: { type: 'string', enum: ['kling-v2-1', 'kling-v3'], default: 'kling-v3', 'x-open-enum': true },
      prompt: { type: 'string', minLength: 1, maxLength: 500 },
      negative_prompt: { type: 'string', maxLength: 200 },
      image: {
        type: 'string',
        description: 'A picture to go by.',
        minLength: 1,
        'x-image': { formats: ['png'], maxBytes: 10485760, minSide: 500, minRatio: 0.4, maxRatio: 2.5 },
      },
      mask_list: { type: 'array', maxItems: 2, items: schema('ImageReference') },
      image_reference: { type: 'string', enum: ['subject', 'face'] },
      image_fidelity: { type: 'number', minimum: 0, maximum: 1, default: 0.5 },
      seed: { type: 'integer', format: 'int64', 'x-lossless': true },
      resolution: { type: 'string', enum: ['1k', '2k'], default: '1k', 'x-pixels': { '1k': 1024, '2k': 2048 } },
      n: { type: 'integer', minimum: 1, maximum: 4, default: 1, 'x-ignored-when': { resolution: '2k' } },
      external_task_id: { type: 'string' },
    },
  },
}

/** An operation of another make: the ids, the status and the pictures stand elsewhere, and there is no list. */
const sketches = JSON.parse(
  JSON.stringify(strangerEdits).replaceAll('ImageGeneration', 'Sketch').replaceAll('images~1generations', 'sketches'),
) as Readonly<Record<string, unknown>>

export const siblingEdits: Readonly<Record<string, unknown>> = { ...generations, ...sketches }

/** All that is written by hand for the two. */
export const siblingLine: string =
  "export { imageGenerationEndpoint, sketchEndpoint, type ImageGenerationInput, type SketchInput } from './wire/generated/endpoints.ts'\n"
