import type { Model } from './model.ts'

/** A Standard Schema for each validator. */
export function emitStandardSchemas({ roots }: Model): string {
  const wrapped = roots.map(
    (name) =>
      `export const ${name}Standard: StandardSchema<${name}> = /* @__PURE__ */ toStandardSchema(validate${name})\n`,
  )
  return `import { type StandardSchema, toStandardSchema } from '../standard-schema.ts'
import type { ${roots.join(', ')} } from './types.ts'
import { ${roots.map((name) => `validate${name}`).join(', ')} } from './validators.ts'

${wrapped.join('\n')}`
}
