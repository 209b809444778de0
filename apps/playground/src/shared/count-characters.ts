/** The API counts code points: an emoji is one. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _character of text) count++
  return count
}
