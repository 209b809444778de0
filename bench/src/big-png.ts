/**
 * A file of exactly `bytes` bytes that is a PNG by its header and its end; what lies between is noise drawn from `seed`.
 * It stands for a photo: nothing on the way to the API decodes it.
 */
export function bigPng(bytes: number, seed: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(bytes)
  const noise = new Uint32Array(file.buffer, 0, Math.floor(bytes / 4))
  let state = seed * 2_654_435_761 + 1
  for (let index = 0; index < noise.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    noise[index] = state
  }
  const head = [
    0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 16, 0, 0, 0, 12, 0, 8, 2,
  ]
  const end = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]
  file.set(head)
  file.set(end, bytes - end.length)
  return file
}
