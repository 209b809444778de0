/** From what a user has to act on to what only reads better. */
export const kinds = ['breaking', 'feature', 'fix', 'docs'] as const

export type Kind = (typeof kinds)[number]

/** One difference between the released spec and the one at hand. */
export interface Change {
  readonly kind: Kind
  /** Where it stands; in the released spec if it is gone. */
  readonly pointer: string
  readonly isGone: boolean
  /** What a user of the packages should know. */
  readonly sentence: string
}

export function isWorse(kind: Kind, than: Kind): boolean {
  return kinds.indexOf(kind) < kinds.indexOf(than)
}
