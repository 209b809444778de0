/** A random UUID (version 4), also on a page without https, where `crypto.randomUUID` is missing. */
export function createId(): string {
  const source: Partial<Crypto> & Pick<Crypto, 'getRandomValues'> = crypto
  return source.randomUUID?.() ?? draw(source)
}

function draw(source: Pick<Crypto, 'getRandomValues'>): string {
  const random = source.getRandomValues(new Uint8Array(31))
  let used = 0
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
    return (Number(digit) ^ (random[used++]! & (15 >> (Number(digit) / 4)))).toString(16)
  })
}
