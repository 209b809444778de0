import { describe } from 'vitest'
import { create, engine, field, judge, list, look, schemas, task } from './pairs.ts'

const path = '/paths/~1v1~1images~1omni-image'
const headers = `${list}/responses/200/headers`
const left = { description: 'How many requests are left.', schema: { type: 'integer' } }
const ref = (name: string): object => ({ $ref: `#${schemas}/${name}` })

describe('a change of names and of what stands around', () => {
  judge([
    [
      'another name of an operation',
      { [`${look}/operationId`]: 'lookAtOmniImage', [`${engine}/get`]: 'lookAtOmniImage' },
      'breaking',
      /`getOmniImage` is now called `lookAtOmniImage`/,
    ],
    ['an operation less', { [list]: undefined, [`${engine}/list`]: undefined }, 'breaking', /`listOmniImages` is gone/],
    [
      'a new operation',
      { '/paths/~1v1~1models': { get: { operationId: 'listModels', summary: 'List models', responses: {} } } },
      'feature',
      /`listModels` is new: List models/,
    ],
    [
      'another name of a schema',
      {
        [`${schemas}/TaskFacts`]: { type: 'object', properties: { external_task_id: { type: ['string', 'null'] } } },
        [`${schemas}/TaskInfo`]: undefined,
        [`${task}/properties/task_info/anyOf/0`]: ref('TaskFacts'),
      },
      'breaking',
      /`TaskInfo` is now called `TaskFacts`/,
    ],
    [
      'a new schema',
      { [`${schemas}/Palette`]: { type: 'object', description: 'Colours.' } },
      'feature',
      /`Palette` is new: Colours\./,
    ],
    [
      'another name in a path',
      { '/components/parameters/Id/name': 'task' },
      'fix',
      /`task` of `getOmniImage` has another name/,
    ],
    [
      'another path',
      {
        '/paths/~1v2~1images~1omni-image~1{id}': {
          get: { operationId: 'getOmniImage', parameters: [{ $ref: '#/components/parameters/Id' }], responses: {} },
        },
        '/paths/~1v1~1images~1omni-image~1{id}': undefined,
      },
      'breaking',
      /`getOmniImage` is asked for at `\/v2\/images\/omni-image\/\{id\}`/,
    ],
    [
      'a new parameter',
      { [`${list}/parameters/2`]: { name: 'state', in: 'query', schema: { type: 'string' } } },
      'feature',
      /`state` of `listOmniImages` is new/,
    ],
    [
      'a parameter that has to be given',
      { '/components/parameters/PageNum/required': true },
      'breaking',
      /`pageNum` of `listOmniImages` has to be given now/,
    ],
    [
      'a smaller page',
      { '/components/parameters/PageSize/schema/maximum': 100 },
      'breaking',
      /`pageSize` is at most 100, before 500/,
    ],
    [
      'a parameter that should not be used any more',
      { '/components/parameters/PageNum/deprecated': true },
      'feature',
      /`pageNum` of `listOmniImages` is now deprecated/,
    ],
    [
      'another way to write a parameter',
      { '/components/parameters/PageNum/explode': true },
      'breaking',
      /`pageNum` of `listOmniImages`: nothing here can judge `explode`/,
    ],
    [
      'a new header of an answer',
      { [headers]: { 'X-Left': left } },
      'feature',
      /header `X-Left` of the answer 200 of `listOmniImages` is new/,
    ],
    [
      'a header less',
      { [headers]: {} },
      'breaking',
      /`X-Left` of the answer 200 of `listOmniImages` is gone/,
      { [headers]: { 'X-Left': left } },
    ],
    [
      'another type of a header',
      { [headers]: { 'X-Left': { ...left, schema: { type: 'string' } } } },
      'breaking',
      /`X-Left`[^]*is a text, and no longer a whole number/,
      { [headers]: { 'X-Left': left } },
    ],
    [
      'a header that is always there',
      { [headers]: { 'X-Left': { ...left, required: true } } },
      'feature',
      /`X-Left`[^]*is now always there/,
      { [headers]: { 'X-Left': left } },
    ],
    [
      'links of an answer',
      { [`${list}/responses/200/links`]: { next: { operationId: 'listOmniImages' } } },
      'breaking',
      /The answer 200 of `listOmniImages`: nothing here can judge `links`/,
    ],
    [
      'a way to encode a body',
      { [`${create}/requestBody/content/application~1json/encoding`]: { prompt: {} } },
      'breaking',
      /nothing here can judge `encoding`/,
    ],
    [
      'a body described anew',
      { [`${create}/requestBody/description`]: 'What to make.' },
      'docs',
      /body of `createOmniImage` is described anew/,
    ],
    [
      'servers of an operation',
      { [`${list}/servers`]: [{ url: 'https://x.example' }] },
      'breaking',
      /`listOmniImages`: nothing here can judge `servers`/,
    ],
    [
      'servers of a path',
      { [`${path}/servers`]: [{ url: 'https://x.example' }] },
      'breaking',
      /`\/v1\/images\/omni-image`: nothing here can judge `servers`/,
    ],
    [
      'a path described anew',
      { [`${path}/description`]: 'Pictures.' },
      'docs',
      /description of `\/v1\/images\/omni-image`/,
    ],
    [
      'another prefix',
      { '/servers/0/url': 'https://{gateway}/v2' },
      'breaking',
      /default of `basePath` is `\/v2`, before `\/kling`/,
    ],
    [
      'another prefix behind a variable',
      { '/servers/0/url': 'https://{gateway}/{version}', '/servers/0/variables/version': { default: 'v2' } },
      'breaking',
      /default of `basePath` is `\/v2`, before `\/v1`/,
      { '/servers/0/url': 'https://{gateway}/{version}', '/servers/0/variables/version': { default: 'v1' } },
    ],
    [
      'the same prefix behind a variable',
      { '/servers/0/url': 'https://{gateway}/{prefix}', '/servers/0/variables/prefix': { default: 'kling' } },
      'docs',
      /Where the API is served/,
    ],
    ['another host', { '/servers/0/variables/gateway/default': 'gw.example.com' }, 'docs', /Where the API is served/],
    ['no token', { [`${list}/security`]: [] }, 'feature', /`listOmniImages` needs no token/],
    [
      'another scheme',
      { '/components/securitySchemes/bearer/scheme': 'basic' },
      'breaking',
      /way to authorize, `bearer`, has changed/,
    ],
    [
      'a scheme described anew',
      { '/components/securitySchemes/bearer/description': 'x' },
      'docs',
      /`bearer`, is described anew/,
    ],
    [
      'another description',
      { [`${field}/prompt/description`]: 'What to draw.' },
      'docs',
      /The description of `OmniImageRequest.prompt`/,
    ],
    [
      'another example',
      { [`${create}/requestBody/content/application~1json/examples/text/value/prompt`]: 'A cat' },
      'docs',
      /Other examples for the body of `createOmniImage`/,
    ],
    ['a title', { '/info/title': 'Omni' }, 'docs', /under `info`/],
    [
      'something nobody judges',
      { [`${field}/prompt/contentEncoding`]: 'base64' },
      'breaking',
      /nothing here can judge `contentEncoding`/,
    ],
  ])
})
