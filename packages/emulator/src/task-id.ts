import { hashOf } from './random.ts'

const range = 10n ** 17n
const step = 61_803_398_874_989_487n // shares no factor with the range, so no id comes twice

/** Eighteen digits, like the API's ids: too many for a JavaScript number, and in no visible order. */
export function taskIdOf(seed: string, sequence: number): string {
  const start = hashOf(seed, 'task ids').readBigUInt64LE() % range
  return `8${((start + BigInt(sequence) * step) % range).toString().padStart(17, '0')}`
}
