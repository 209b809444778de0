/** Text of ASCII signs that is made while it is read, from the start as often as somebody reads it, and never held whole. */
export interface LazyText {
  /** In bytes, which here are characters. */
  readonly size: number
  readonly pieces: () => AsyncIterable<string>
}

/** The function tells: what an app writes into a request is data. */
export function isLazyText(value: unknown): value is LazyText {
  return typeof (value as LazyText | null)?.pieces === 'function'
}
