import { isEqualValue } from '../diff/comparison.ts'
import { Refusal } from '../refusal.ts'
import type { Json, Place, Spec } from '../spec.ts'
import type { Adoption } from './adopt-schema.ts'

/** What the vendor says differently, collected as edits of our spec. */
export class Merge {
  readonly ours: Spec
  readonly theirs: Spec
  /** What stands where, in the order it was found. */
  readonly edits: Map<string, Json> = new Map()
  /** What is new at the end of lists. */
  readonly additions: { readonly pointer: string; readonly value: Json }[] = []
  /** Fields of ours, and whether the vendor knows them. */
  readonly fields: Map<string, { readonly label: string; readonly isKnown: boolean }> = new Map()
  /** Places of the vendor's document of which something is not taken over, and what. */
  readonly leftOut: Map<string, string> = new Map()
  readonly adoption: Adoption

  constructor(ours: Spec, theirs: Spec) {
    this.ours = ours
    this.theirs = theirs
    this.adoption = {
      spec: theirs,
      leaveOut: (place, reason) => this.leaveOut(place, reason),
      open: new Set(),
      left: 2000,
    }
  }

  /** What is said first of a place counts; a second word on it is only told. */
  set(pointer: string, value: Json, saidBy: Place): void {
    const known = this.edits.get(pointer)
    if (known === undefined) this.edits.set(pointer, value)
    else if (!isEqualValue(known, value)) this.leaveOut(saidBy, 'another operation of this document says otherwise')
  }

  append(pointer: string, value: Json): void {
    this.additions.push({ pointer, value })
  }

  leaveOut(place: Place, reason: string): void {
    this.leftOut.set(place.pointer, reason)
  }

  /** What cannot be read of one part is told; the rest is taken over all the same. */
  attempt(label: string, take: () => void): void {
    const { left } = this.adoption
    try {
      take()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.adoption.left = left
      // Several fields may come to the same place.
      const others = this.leftOut.get(error.pointer)
      const reason = `${label} is not taken over: ${error.reason}`
      this.leftOut.set(error.pointer, others === undefined ? reason : `${others} ${reason}`)
    }
  }

  /** A field counts as known as soon as one operation of the vendor has it. */
  see(pointer: string, label: string, isKnown: boolean): void {
    this.fields.set(pointer, { label, isKnown: isKnown || this.fields.get(pointer)?.isKnown === true })
  }
}
