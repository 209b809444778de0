import type { Model } from './model.ts'
import { requestName, taskName, upperFirst } from './names.ts'
import { compact, toSource } from './source.ts'
import type { Json, JsonObject } from './spec.ts'

/** All that a client needs of each operation that makes tasks. One that an app does not use is shaken off with its tables. */
export function emitEndpoints({ tasks }: Model): string {
  const endpoints = tasks.map(({ submit, list, table }) => {
    const name = taskName(submit.id)
    const request = requestName(submit.request!)
    const { price } = table as Record<string, Json>
    const priceBy = (price as JsonObject)['by']
    const pageSizes = list?.parameters['pageSize'] as Json | undefined
    return `/** What \`createTaskClient\` needs to know of \`${submit.id}\`. */
export const ${name}Endpoint: Endpoint<${upperFirst(name)}Input> = {
  tasks: ${name}Task,
  count: ${name}Count,
  shape: ${request}RequestShape,
  validate: validate${submit.request},
  ${toSource(compact({ priceBy, pageSizes })).slice(1, -1)}
}
`
  })
  const names = (suffix: string): string => tasks.map(({ submit }) => `${taskName(submit.id)}${suffix}`).join(', ')
  const inputs = tasks.map(({ submit }) => `${upperFirst(taskName(submit.id))}Input`).join(', ')
  const requests = [...new Set(tasks.map(({ submit }) => submit.request!))]
  return `import type { Endpoint } from '../endpoint.ts'
import type { ${inputs} } from './inputs.ts'
import { ${requests.map((name) => `${requestName(name)}RequestShape`).join(', ')} } from './request-shape.ts'
import { ${names('Count')}, ${names('Task')} } from './tasks.ts'
import { ${requests.map((name) => `validate${name}`).join(', ')} } from './validators.ts'

export type { ${inputs} } from './inputs.ts'

${endpoints.join('\n')}`
}
