import { omniImageRequestShape } from '../wire/generated/request-shape.ts'

/** The list that each placeholder word points into, from the spec. */
export const referenceLists: typeof omniImageRequestShape.prompt.references = omniImageRequestShape.prompt.references

/** What a placeholder can stand for. */
export type PlaceholderWord = keyof typeof referenceLists

export const placeholderWords: readonly PlaceholderWord[] = Object.keys(referenceLists) as PlaceholderWord[]

/** The form that the API takes, with its word and its number; the validator goes by the same. */
export const placeholderForm: RegExp = /<<<([a-z]+)_(\d{1,9})>>>/

/** `<<<image_1>>>` for the first image. */
export function toPlaceholder(word: string, number: number): string {
  return `<<<${word}_${number}>>>`
}
