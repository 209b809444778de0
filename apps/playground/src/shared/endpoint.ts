/** What answers this page's calls, as its server tells it. */
export interface Endpoint {
  readonly name?: string
  /** How long a task typically takes there, in milliseconds. */
  readonly medianMs?: number
}

let endpoint: Endpoint = {}

export async function loadEndpoint(): Promise<Endpoint> {
  const answer = await fetch('/endpoint.json')
  if (answer.ok) endpoint = (await answer.json()) as Endpoint
  return endpoint
}

/** Empty until it was loaded. */
export function getEndpoint(): Endpoint {
  return endpoint
}
