import type { Issue, IssueCode } from './issue.ts'

// What comes after "must"; `$` is what was expected.
const needs: Readonly<Record<IssueCode, string>> = {
  required: 'be given',
  type: 'be $',
  enum: 'be $',
  anyOf: 'be $',
  format: 'be $',
  minimum: 'be at least $',
  maximum: 'be at most $',
  minLength: 'have at least $ characters',
  maxLength: 'have at most $ characters',
  minItems: 'have at least $ items',
  maxItems: 'have at most $ items',
  combinedMaxItems: 'have at most $ items together with its sibling lists',
  pattern: 'match $',
  reference: 'refer to one of the $ items there are',
  imageFormat: 'be a $ image',
  imageBytes: 'have at most $ bytes',
  imageSide: 'have sides of at least $ pixels',
  imageRatio: 'have a width to height ratio from $',
  imageUnreadable: 'be an image that can be read',
  imageEmpty: 'be an image with content',
}

/** Says an issue in one plain English sentence. The validators do not need it, so a bundle may leave it out. */
export function describeIssue({ path, code, expected, received }: Issue): string {
  const place =
    path
      .slice(1)
      .replace(/\/(\d+)/g, '[$1]')
      .replaceAll('/', '.') || 'The value'
  const wanted = [expected].flat().join(code === 'imageRatio' ? ' to ' : ' or ')
  return `${place} must ${needs[code].replace('$', () => wanted)}${received === undefined ? '' : `, not ${received}`}.`
}
