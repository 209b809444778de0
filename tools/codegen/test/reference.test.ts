import { describe, expect, it } from 'vitest'
import { packagePage } from '../src/docs/package-page.ts'
import { writeReference } from '../src/docs/reference.ts'
import { readModel } from '../src/model.ts'
import { parseSpec } from '../src/spec.ts'
import { currentSpec, editedSpec } from './edited-spec.ts'

const packages = new URL('../../../packages/', import.meta.url)
const request = '/components/schemas/OmniImageRequest/properties'

function reference(edits: Readonly<Record<string, unknown>> = {}): Map<string, string> {
  return writeReference(readModel(parseSpec(editedSpec(edits))), packages, new Map())
}

/** The page of a package of these files. */
function page(files: Readonly<Record<string, string>>): string {
  const manifest = { name: 'sea', exports: { '.': { '@omni-image/source': './index.ts' } } }
  return packagePage(new URL('file:///sea/'), manifest, new Set(['Boat']), (path) => files[path.slice('/sea/'.length)])
}

describe('the reference', () => {
  it('has every operation, field and error code of the spec', () => {
    const pages = reference()
    const { operations, schemas } = readModel(parseSpec(currentSpec()))
    for (const { id } of operations) expect(pages.get('operations.md')).toContain(`in code \`${id}\``)
    for (const [name, schema] of schemas) {
      expect(pages.get('objects.md')).toContain(`## ${name}\n`)
      const keys = schema.kind === 'object' ? schema.properties.map(({ key }) => key) : []
      for (const key of keys) expect(pages.get('objects.md')).toContain(`| \`${key}\` |`)
      for (const code of Object.keys(schema.errorCodes ?? {}))
        expect(pages.get('error-codes.md')).toContain(`| \`${code}\` |`)
    }
  })

  it('has no link that leads nowhere', () => {
    const pages = reference()
    const anchors = new Set(
      [...pages].flatMap(([name, text]) => [
        name,
        ...[...text.matchAll(/^#+ (.*)$/gm)].map(
          ([, heading]) => `${name}#${heading!.toLowerCase().replaceAll(' ', '-')}`,
        ),
      ]),
    )
    for (const [name, text] of pages) {
      for (const [, link] of text.matchAll(/\]\(([^)\s]*)\)/g)) {
        expect(anchors).toContain(link!.startsWith('#') ? name + link : link)
      }
    }
  })

  it('writes ids in examples with all of their digits, and without quotes', () => {
    expect(reference().get('operations.md')).toContain('"element_id": 829836802793406551')
  })

  it('has the fields of objects without a name, with their limits and examples', () => {
    const weight = { type: 'number', minimum: 0, maximum: 1, description: 'How much.', examples: [0.5] }
    const style = { type: 'object', required: ['weight'], properties: { weight } }
    const text = reference({ [`${request}/style_list`]: { type: 'array', items: style } }).get('objects.md')
    expect(text).toContain('| `style_list[].weight` | number | yes | 0 to 1 |  | How much. Example: `0.5`. |')
  })

  it('has the examples of parameters and of bodies, also where there is one only', () => {
    const body = '/paths/~1v1~1images~1omni-image/post/requestBody/content/application~1json'
    const text = reference({ [`${body}/examples`]: undefined, [`${body}/example`]: { prompt: 'one fish' } }).get(
      'operations.md',
    )
    expect(text).toContain('A `task_id` or an `external_task_id`. Example: `831922438904313344`.')
    expect(text).toContain('Example:\n\n```json\n{\n  "prompt": "one fish"\n}\n```')
  })

  it('says which fields should not be used any more', () => {
    const note = { type: 'string', description: 'Use prompt.', deprecated: true }
    expect(reference({ [`${request}/note`]: note }).get('objects.md')).toContain('| Deprecated. Use prompt. |')
  })

  it('a bar in a text does not break the table', () => {
    const text = reference({ [`${request}/note`]: { type: 'string', description: 'This | that' } }).get('objects.md')
    expect(text).toContain(String.raw`| \`note\` | string |  |  |  | This \| that |`.replaceAll('\\`', '`'))
  })
})

describe('the page of a package', () => {
  it('shows a function as its callers see it, with its docstring and its example', () => {
    const text = page({
      'index.ts': "export { sail } from './sail.ts'",
      'sail.ts': `
        /**
         * Goes out to sea.
         * @example
         * sail('east')
         */
        export function sail(to: string): void {
          secret()
        }`,
    })
    expect(text).toContain(
      "### `sail`\n\n```ts\nfunction sail(to: string): void\n```\n\nGoes out to sea.\n\n```ts\nsail('east')\n```",
    )
    expect(text).not.toContain('secret')
  })

  it('shows each overload, and not the implementation', () => {
    const text = page({
      'index.ts': `
        export function dive(): void
        export function dive(metres: number): void
        export function dive(...all: unknown[]): void {}`,
    })
    expect(text).toContain('function dive(): void\nfunction dive(metres: number): void\n')
    expect(text).not.toContain('unknown')
  })

  it('shows what of a class is public', () => {
    const text = page({
      'index.ts': `export class Wreck extends Error {
        override readonly name = 'Wreck'
        readonly code = 'wreck'
        /** In metres. */
        readonly depth: number
        #gold = 7
        constructor(depth: number) { super(); this.depth = depth }
        raise(): void { this.#gold = 0 }
      }`,
    })
    expect(text).toContain(
      "class Wreck extends Error {\n  readonly code: 'wreck'\n  /** In metres. */\n  readonly depth: number\n  raise(): void\n}",
    )
  })

  it('says what comes from elsewhere, and leaves out what is nowhere', () => {
    const text = page({
      'index.ts':
        "export type { Tide } from 'moon'\nexport { lost } from './lost.ts'\nexport type { Boat } from './boat.ts'",
      'boat.ts': "export type Boat = components['Boat']",
    })
    expect(text).toContain('### `Tide`\n\nFrom `moon`.')
    expect(text).toContain('### `Boat`\n\nField by field: [Boat](objects.md#boat).')
    expect(text).not.toContain('lost')
  })
})
