import { createHash } from 'node:crypto'

export type Random = () => number

export function hashOf(...parts: readonly (string | number)[]): Buffer {
  return createHash('sha256').update(parts.join('\0')).digest()
}

/** Numbers in [0, 1) that depend on nothing but the parts (the generator is sfc32). */
export function createRandom(...parts: readonly (string | number)[]): Random {
  const seed = hashOf(...parts)
  let [a, b, c, d] = [seed.readUInt32LE(0), seed.readUInt32LE(4), seed.readUInt32LE(8), seed.readUInt32LE(12)]
  return () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
}

export function integerBetween(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1))
}

/** A draw whose median is `median`; `sigma` is the spread of its logarithm. */
export function lognormal(random: Random, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return median * Math.exp(sigma * normal)
}
