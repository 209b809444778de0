/** Why nothing can be generated from a spec: what is wrong, where it stands, and what would be right. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly pointer: string
  readonly reason: string

  constructor(pointer: string, reason: string) {
    super(`${pointer || '/'}: ${reason}`)
    this.pointer = pointer
    this.reason = reason
  }
}
