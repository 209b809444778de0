/** Sends a request with the body that it was found for, as often as it is called. */
export type Carrier = (request: Request, init?: RequestInit) => Promise<Response>

/** Hears how much of a body has left, from 0 to 1. */
export type OnProgress = (progress: number) => void
