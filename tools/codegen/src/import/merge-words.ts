import { child, children, type Json, type Place, show } from '../spec.ts'
import type { Merge } from './merge.ts'

/**
 * The words of the vendor, in our order and in our case, which the API takes as well. Where more words than the listed
 * ones may come, what others have seen stays.
 */
export function mergeWords(merge: Merge, ours: Place, theirs: Json | undefined, saidBy: Place): void {
  if (!Array.isArray(theirs)) return
  const own = children(child(ours, 'enum')).map(([, word]) => show(word))
  const said = theirs.map((word) => `${word}`).filter((word) => word !== '')
  const isOpen = child(ours, 'x-open-enum')?.value === true
  const has = (words: readonly string[], word: string): boolean =>
    words.some((one) => one.toLowerCase() === word.toLowerCase())
  const kept = own.filter((word) => isOpen || has(said, word))
  const added = said.filter((word) => !has(own, word))
  if (added.length > 0 || kept.length < own.length) merge.set(`${ours.pointer}/enum`, [...kept, ...added], saidBy)
}
