/** What goes with every request; a body may come to it. */
export interface Parcel extends RequestInit {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** Sends a request with the body that it was found for, as often as it is called. */
export type Carrier = (request: Request, parcel: Parcel) => Promise<Response>

/** Hears how much of a body has left, from 0 to 1. */
export type OnProgress = (progress: number) => void

/** A passed-in `fetch` gets one whole request; the runtime's own is quicker with the parts. */
export function callFetch(passedIn: typeof fetch | undefined, request: Request, parcel: Parcel): Promise<Response> {
  if (passedIn) return passedIn(new Request(request, parcel))
  const { url, method } = request
  return globalThis.fetch(url, { method, ...parcel })
}
