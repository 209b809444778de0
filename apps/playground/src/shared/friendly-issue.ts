import type { InputIssue } from '@omni-image/core'
import { formatBytes, formatName } from './image-facts.ts'

const number = new Intl.NumberFormat('en')

/** What is wrong with a field, for the person in front of it. The field's name stands beside it. */
export function toFriendlyIssue({ path, code, expected, received, message }: InputIssue): string {
  const [first, second] = [expected].flat()
  switch (code) {
    case 'required':
      return 'This is needed.'
    case 'maxLength':
      return `${count(received)} characters are too many: at most ${count(first)} fit.`
    case 'minLength':
      return `At least ${count(first)} characters are needed.`
    case 'maximum':
      return `At most ${first}.`
    case 'minimum':
      return `At least ${first}.`
    case 'maxItems':
      return `${received} are too many: at most ${first} fit.`
    case 'minItems':
      return `At least ${first} are needed.`
    case 'combinedMaxItems':
      return `Images and elements share ${first} places; there are ${received} of them.`
    case 'reference':
      return `There is no ${received}; the list has ${first || 'nothing'} in it.`
    case 'imageFormat':
      return received === 'unknown'
        ? `This is no picture that can be used. Take a ${formatNames(expected)}.`
        : `This is a ${formatName(`${received}`)} file. Take a ${formatNames(expected)}.`
    case 'imageBytes':
      return tooLarge(Number(received), Number(first))
    case 'imageSide':
      return `The shorter side has ${received} pixels; at least ${first} are needed.`
    case 'imageRatio':
      return `Width to height is ${received}; it has to lie between ${first} and ${second}.`
    case 'imageUnreadable':
      return 'The file is cut off or damaged.'
    case 'imageEmpty':
      return 'The file is empty.'
    default:
      return isDigits(expected) ? 'An id consists of digits only.' : sentence(path, message)
  }
}

function formatNames(expected: InputIssue['expected']): string {
  return [expected]
    .flat()
    .map((format) => formatName(`${format}`))
    .join(' or ')
}

function count(value: string | number | undefined): string {
  return number.format(Number(value))
}

function tooLarge(bytes: number, maxBytes: number): string {
  const isClose = formatBytes(bytes) === formatBytes(maxBytes)
  const [is, limit] = [bytes, maxBytes].map((size) => (isClose ? `${number.format(size)} bytes` : formatBytes(size)))
  return `${is} are too large: at most ${limit}.`
}

function isDigits(expected: InputIssue['expected']): boolean {
  return typeof expected === 'string' && expected.includes('digits')
}

/** The SDK's own words without the place, which the form shows: `n must be 2, not 3.` → `Must be 2, not 3.` */
function sentence(path: string, message: string): string {
  const [, rest] = /^\S+ (must .*)$/s.exec(path === '' ? '' : message) ?? []
  return rest ? rest.charAt(0).toUpperCase() + rest.slice(1) : message
}
