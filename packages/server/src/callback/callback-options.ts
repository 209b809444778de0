/** How the API tells of changes. Without it tasks are looked at by the clock. */
export interface CallbackOptions {
  /** The public address that leads to this handler, for instance `https://app.example.com/kling/callback`. */
  readonly url: string
  /**
   * Webhook secrets of the API account (`whsec_…`), for signatures as in Standard Webhooks; several while one replaces
   * another. Without any, each task's address holds a token of its own.
   */
  readonly secrets?: readonly string[] | undefined
}
