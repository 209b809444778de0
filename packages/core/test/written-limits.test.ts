import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { omniImageEndpoint } from '../src/wire/generated/endpoints.ts'
import { omniImageFields } from '../src/wire/generated/fields.ts'
import { imageLimits, pixels } from '../src/wire/generated/image-limits.ts'
import { queries } from '../src/wire/generated/operations.ts'
import type { Field } from '../src/wire/field.ts'

const readme = 'README.md'
const { tasks } = omniImageEndpoint
const { pageNum, pageSize } = queries.listOmniImages
const mebibytes = imageLimits.maxBytes / 2 ** 20
const ratio = `1:${imageLimits.maxRatio} to ${imageLimits.maxRatio}:1`

function field(key: string): Field {
  return omniImageFields.find((one: Field) => one.key === key)!
}

/** The line of a field in the table of the input: its values, and its default. */
function row(key: string, values: string, standard: string): [string, string] {
  return [readme, `| \`${key}\` | ${values} | ${standard} |`]
}

function choice(key: string): [string, string] {
  const { options = [], default: standard } = field(key)
  return row(key, options.map((word) => `\`${word}\``).join(' '), `\`${standard}\``)
}

const n = field('n')
const amount = field('series_amount')

// Numbers stand in text for people, too. Whoever changes the spec is told where.
it.each<[string, string]>([
  row(
    'prompt',
    `${field('prompt').minLength} to ${field('prompt').maxLength} characters; \`<<<image_1>>>\` and \`<<<element_1>>>\` stand for the items of the lists; or an \`omniPrompt\``,
    '',
  ),
  choice('resolution'),
  choice('aspect_ratio'),
  choice('result_type'),
  row('n', `${n.min} to ${n.max} pictures; only for \`single\``, `${n.default}`),
  row('series_amount', `${amount.min} to ${amount.max}, or \`auto\`; only for \`series\``, `${amount.default}`),
  [readme, `At most ${field('image_list').combinedMax?.max} images and elements together.`],
  [readme, `at most ${mebibytes} MiB, with sides of at least ${imageLimits.minSide} pixels and a ratio from ${ratio}`],
  [readme, `has more than ${mebibytes} MiB`],
  [readme, `has a side under ${imageLimits.minSide} pixels`],
  [readme, `is wider or taller than ${imageLimits.maxRatio} to 1`],
  [readme, `| how long to wait for a whole task | ${grouped(tasks.deadlineMs)} |`],
  [readme, `| longest side, in pixels, of a picture that has to be written anew | ${pixels['4k']} |`],
  ['src/request/input.ts', `at most ${field('prompt').maxLength} characters`],
  ['src/wire/input-value.ts', `at most ${mebibytes} MiB, sides of at least ${imageLimits.minSide} pixels`],
  ['src/wire/input-value.ts', `width to height from ${ratio}`],
  ['src/fit/fit-reference.ts', `the API's ${mebibytes} MiB`],
  ['src/fit/fit-reference.ts', `Default: ${pixels['4k']}, what the API makes at most`],
  ['src/client/options.ts', `Default ${grouped(tasks.deadlineMs)}, from the spec`],
  ['src/client/look-up.ts', `From ${pageNum.minimum}. Default ${pageNum.default}, at most ${pageNum.maximum}.`],
  ['src/client/look-up.ts', `Default ${pageSize.default}, at most ${pageSize.maximum}.`],
])('%s says what the spec does: %s', async (file, words) => {
  const text = await readFile(new URL(`../${file}`, import.meta.url), 'utf8')
  expect(text.replace(/\s*\n\s*(\* )?/g, ' ').replace(/ +/g, ' ')).toContain(words.replace(/ +/g, ' '))
})

/** Digits in threes, as the tables have them. */
function grouped(value: number): string {
  return `${value}`.replace(/\B(?=(\d{3})+$)/g, ' ')
}
