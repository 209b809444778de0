/** What would have been billed: everything that was accepted, also what failed or was never fetched. */
export interface Ledger {
  readonly tasks: number
  readonly images: number
  readonly units: number
}
