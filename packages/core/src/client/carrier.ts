/** Sends a request with the body that it was found for, as often as it is called. The signal stands in `init`. */
export type Carrier = (request: Request, init: RequestInit) => Promise<Response>

/** Hears how much of a body has left, from 0 to 1. */
export type OnProgress = (progress: number) => void

/** How every request is made. */
export const transport = {
  cache: 'no-store',
  redirect: 'manual', // following could carry the key away, or repeat a create elsewhere
} as const satisfies RequestInit

/** A passed-in `fetch` gets one whole request; the runtime's own is quicker with the parts. */
export function callFetch(passedIn: typeof fetch | undefined, request: Request, init: RequestInit): Promise<Response> {
  if (passedIn) return passedIn(new Request(request, init))
  const { url, method, headers } = request
  return globalThis.fetch(url, { method, headers, ...transport, ...init })
}
