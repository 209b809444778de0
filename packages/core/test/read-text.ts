import { isLazyText, type LazyText } from '../src/wire/lazy-text.ts'

/** What an image of a checked request comes to on the wire, in whatever form it is held. */
export async function readText(text: string | Blob | LazyText | undefined): Promise<string> {
  if (!isLazyText(text)) return new Response(text).text()
  let whole = ''
  for await (const piece of text.pieces()) whole += piece
  return whole
}
