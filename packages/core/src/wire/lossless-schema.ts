import {
  Integer,
  Kind,
  String as TbString,
  type TBigInt,
  type TInteger,
  type TString,
  type TUnion,
  Union,
} from '@sinclair/typebox'

export type TLosslessInteger = TUnion<[TString, TInteger, TBigInt]>

/**
 * A 64-bit integer: digits, a number that is still exact, or a bigint. Digits come first, so that a validator that
 * coerces (as Fastify's does) never makes a rounded number of them.
 */
export function LosslessInteger(options: Readonly<Record<string, unknown>> = {}): TLosslessInteger {
  // TypeBox goes by the kind and knows a bigint; JSON Schema has no such type, so there this branch takes nothing.
  const bigint = { [Kind]: 'BigInt', not: {} } as unknown as TBigInt
  const safe = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }
  return Union([TbString({ pattern: '^-?\\d{1,19}$' }), Integer(safe), bigint], options)
}
