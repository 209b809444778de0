import { parsePrompt, type InputIssue } from '@omni-image/core'
import { omniImageRequestShape } from '@omni-image/core/wire'
import { itemsAt, valueAt, type FormValues } from './form-values.ts'

/** The text that mentions the items of lists. */
export const promptPath = '/prompt'

/** The list that each word of a placeholder points into, from the spec. */
const lists: readonly (readonly [word: string, key: string])[] = Object.entries(omniImageRequestShape.prompt.references)

/** The word for an item of a list in a prompt: `image_1` for the first of `image_list`. */
export function placeholderWord(key: string, index: number): string | undefined {
  const word = wordFor(key)
  return word && `${word}_${index + 1}`
}

/** How many items there are to mention, by the names that `checkPrompt` goes by. */
export function countReferences(values: FormValues): Readonly<Record<string, number>> {
  return Object.fromEntries(lists.map(([word, key]) => [`${word}s`, itemsAt(values, `/${key}`).length]))
}

/**
 * The prompt after an item has left its list: the numbers above go down. What mentioned the item gets the number past
 * the end, where nothing stands, so that it is found wanting instead of meaning another item; whatever is added next
 * takes its place. Undefined where nothing changes.
 */
export function promptWithout(values: FormValues, listPath: string, index: number): string | undefined {
  const word = wordFor(listPath.slice(1))
  const prompt = valueAt(values, promptPath)
  if (!word || typeof prompt !== 'string') return undefined
  const count = itemsAt(values, listPath).length
  const renumber = (number: number): number => {
    if (number === index + 1) return count
    return number > index && number <= count ? number - 1 : number
  }
  const next = parsePrompt(prompt)
    .map(({ type, number = 0, text }) => (type === word ? text.replace(/\d+/, `${renumber(number)}`) : text))
    .join('')
  return next === prompt ? undefined : next
}

/** Whether something that was wrong may be right now that a list has changed. */
export function dependsOnLists({ code }: InputIssue, changedKey: string | undefined): boolean {
  const wasList = lists.some(([, key]) => key === changedKey)
  return wasList && (code === 'reference' || code === 'combinedMaxItems')
}

function wordFor(listKey: string): string | undefined {
  return lists.find(([, key]) => key === listKey)?.[0]
}
