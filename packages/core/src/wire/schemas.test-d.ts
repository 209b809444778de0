import type { Static } from '@sinclair/typebox'
import { assertType, expectTypeOf, it } from 'vitest'
import type * as Schemas from './generated/schemas.ts'
import type * as Standards from './generated/standard-schemas.ts'
import type { components, OmniImageRequest } from './generated/types.ts'

// Assignability in both directions would miss an added optional field; this does not.
// oxlint-disable typescript/no-unnecessary-type-parameters
type Equal<Left, Right> =
  (<Any>() => Any extends Left ? 1 : 2) extends <Any>() => Any extends Right ? 1 : 2 ? true : false

// oxlint-enable typescript/no-unnecessary-type-parameters

type Wire = components['schemas']

/** Names of the schemas for which TypeBox and openapi-typescript see different types; a missing one counts. */
type Drift = {
  [Name in keyof Wire]: `${Name}Schema` extends keyof typeof Schemas
    ? Equal<Static<(typeof Schemas)[`${Name}Schema`]>, Wire[Name]> extends true
      ? never
      : Name
    : Name
}[keyof Wire]

it('both worlds see the same types', () => {
  // A record, so that the error names the schemas.
  assertType<{ [Name in Drift]: never }>({})
})

it('a Standard Schema gives its consumer the type of the wire', () => {
  type Output = NonNullable<(typeof Standards.OmniImageRequestStandard)['~standard']['types']>['output']
  expectTypeOf<Output>().toEqualTypeOf<OmniImageRequest>()
})

it('an id takes what is exact, a known word is suggested and another one is possible', () => {
  expectTypeOf<Wire['ElementReference']['element_id']>().toEqualTypeOf<bigint | number | string>()
  expectTypeOf<'kling-v4-omni'>().toExtend<OmniImageRequest['model_name']>()
  expectTypeOf<'3:5'>().not.toExtend<OmniImageRequest['aspect_ratio']>()
})
