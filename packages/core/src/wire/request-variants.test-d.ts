import { expectTypeOf, it } from 'vitest'
import type { OmniImageRequestVariants } from './generated/request-shape.ts'
import type { OmniImageRequest } from './generated/types.ts'

type Request = Pick<OmniImageRequest, 'result_type' | 'n' | 'series_amount'> & OmniImageRequestVariants

it('the field that the API would ignore is an error', () => {
  expectTypeOf<{ n: number }>().toExtend<Request>()
  expectTypeOf<{ result_type: 'series'; series_amount: 'auto' }>().toExtend<Request>()
  expectTypeOf<{ result_type: 'series'; n: number }>().not.toExtend<Request>()
  expectTypeOf<{ series_amount: number }>().not.toExtend<Request>()
})
