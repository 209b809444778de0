/** What upstream requests are sent with. */
export interface Credential {
  readonly get: () => Promise<string>
  /** The API said that this one has expired: the next `get` gives another. */
  readonly renew: (expired: string) => void
}

/** The token could not be had. Nothing was sent, and the message says nothing of the token. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError'
}
