import type { SpecChange } from './spec-change.ts'

const request = '/components/schemas/OmniImageRequest/properties'
const allButShape = ['fields.ts', 'inputs.ts', 'schemas.ts', 'types.ts', 'validators.ts']
const allOfWord = ['fields.ts', 'request-shape.ts', 'schemas.ts', 'types.ts', 'validators.ts']
const allOfChoice = ['fields.ts', 'inputs.ts', 'request-shape.ts', 'schemas.ts', 'types.ts', 'validators.ts']

/** What a request may hold: new fields of every make, a new word, other limits, another default. */
export const requestChanges: readonly SpecChange[] = [
  {
    name: 'a new text',
    edits: { [`${request}/note`]: { type: 'string', title: 'Note', description: 'For your files.', maxLength: 12 } },
    files: allButShape,
    types: ["take({ prompt, note: 'short' })", '// @ts-expect-error a text', 'take({ prompt, note: 7 })'],
    request: { good: { note: 'short' }, bad: { note: 'too long a note' }, path: '/note' },
    schema: { at: ['OmniImageRequestSchema', 'properties', 'note'], has: { type: 'string', maxLength: 12 } },
    field: { key: 'note', kind: 'text', label: 'Note', maxLength: 12 },
    reference: { page: 'objects.md', line: '| `note` | string |  | at most 12 characters |  | For your files. |' },
    screen: async (page) => {
      await page.getByRole('textbox', { name: 'Note' }).fill('too long a note')
      await page.getByText('15 / 12').waitFor()
    },
  },
  {
    name: 'a new number with a range',
    edits: { [`${request}/guidance`]: { type: 'number', title: 'Guidance', minimum: 0, maximum: 1, default: 0.5 } },
    files: allButShape,
    types: ['take({ prompt, guidance: 0.25 })', '// @ts-expect-error a number', "take({ prompt, guidance: 'much' })"],
    request: { good: { guidance: 0.25 }, bad: { guidance: 2 }, path: '/guidance' },
    schema: {
      at: ['OmniImageRequestSchema', 'properties', 'guidance'],
      has: { type: 'number', minimum: 0, maximum: 1, default: 0.5 },
    },
    field: { key: 'guidance', kind: 'number', min: 0, max: 1, default: 0.5 },
    reference: { page: 'objects.md', line: '| `guidance` | number |  | 0 to 1 | `0.5` |  |' },
    screen: (page) => page.locator('input[type=number][min="0"][max="1"][data-path="/guidance"]').waitFor(),
  },
  {
    name: 'a new switch',
    edits: { [`${request}/transparent`]: { type: 'boolean', title: 'Transparent', default: false } },
    files: allButShape,
    types: [
      'take({ prompt, transparent: true })',
      '// @ts-expect-error a switch',
      "take({ prompt, transparent: 'yes' })",
    ],
    request: { good: { transparent: true }, bad: { transparent: 'yes' }, path: '/transparent' },
    schema: { at: ['OmniImageRequestSchema', 'properties', 'transparent'], has: { type: 'boolean', default: false } },
    field: { key: 'transparent', kind: 'boolean', default: false },
    reference: { page: 'objects.md', line: '| `transparent` | boolean |  |  | `false` |  |' },
    screen: (page) => page.getByRole('switch', { name: 'Transparent', checked: false }).waitFor(),
  },
  {
    name: 'a new choice',
    edits: { [`${request}/mood`]: { type: 'string', title: 'Mood', enum: ['calm', 'loud'], default: 'calm' } },
    files: allOfChoice,
    types: ["take({ prompt, mood: 'loud' })", '// @ts-expect-error no such word', "request.mood = 'angry'"],
    request: { good: { mood: 'loud' }, bad: { mood: 'angry' }, path: '/mood' },
    schema: {
      at: ['OmniImageRequestSchema', 'properties', 'mood'],
      has: { anyOf: [{ const: 'calm' }, { const: 'loud' }], default: 'calm' },
    },
    field: { key: 'mood', kind: 'choice', options: ['calm', 'loud'], default: 'calm' },
    reference: { page: 'objects.md', line: '| `mood` | `calm` or `loud` |  |  | `calm` |  |' },
    screen: async (page) => {
      await page.getByRole('radio', { name: 'calm', checked: true }).waitFor()
      await page.getByRole('radio', { name: 'loud' }).waitFor()
    },
  },
  {
    name: 'a new list of objects',
    edits: {
      [`${request}/regions`]: {
        type: 'array',
        title: 'Regions',
        maxItems: 2,
        items: {
          type: 'object',
          required: ['name'],
          properties: {
            name: { type: 'string', title: 'Region', minLength: 1 },
            weight: { type: 'integer', title: 'Weight', minimum: 1, maximum: 5 },
          },
        },
      },
    },
    files: allButShape,
    types: [
      "take({ prompt, regions: [{ name: 'sky', weight: 2 }] })",
      '// @ts-expect-error it needs a name',
      'take({ prompt, regions: [{ weight: 2 }] })',
    ],
    request: {
      good: { regions: [{ name: 'sky', weight: 2 }] },
      bad: { regions: [{ name: 'sky', weight: 9 }] },
      path: '/regions/0/weight',
    },
    schema: {
      at: ['OmniImageRequestSchema', 'properties', 'regions'],
      has: { type: 'array', maxItems: 2, items: { required: ['name'], properties: { weight: { maximum: 5 } } } },
    },
    field: { key: 'regions', kind: 'list', maxItems: 2, fields: [{ key: 'name' }, { key: 'weight' }] },
    reference: { page: 'objects.md', line: /\| `regions` \| array of .*`name`.*`weight`.*at most 2 items/ },
    screen: async (page) => {
      await page.getByRole('group', { name: 'Regions' }).getByRole('button', { name: 'Add' }).click()
      await page.getByRole('textbox', { name: 'Region' }).fill('sky')
      await page.locator('input[type=number][min="1"][max="5"][data-path="/regions/0/weight"]').waitFor()
    },
  },
  {
    name: 'a new word',
    edits: { [`${request}/aspect_ratio/enum/9`]: '5:4' },
    files: allOfWord,
    types: ["request.aspect_ratio = '5:4'", '// @ts-expect-error no such ratio', "request.aspect_ratio = '7:5'"],
    request: { good: { aspect_ratio: '5:4' }, bad: { aspect_ratio: '7:5' }, path: '/aspect_ratio' },
    field: { key: 'aspect_ratio', options: ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', 'auto', '5:4'] },
    reference: { page: 'objects.md', line: '`auto` or `5:4`' },
    screen: (page) => page.getByRole('radio', { name: '5:4' }).waitFor(),
  },
  {
    name: 'a tighter limit',
    edits: { [`${request}/prompt/maxLength`]: 200 },
    files: ['fields.ts', 'schemas.ts', 'validators.ts'],
    types: ["request.prompt = 'x'"],
    request: { good: { prompt: 'x'.repeat(200) }, bad: { prompt: 'x'.repeat(201) }, path: '/prompt' },
    schema: { at: ['OmniImageRequestSchema', 'properties', 'prompt'], has: { maxLength: 200 } },
    field: { key: 'prompt', maxLength: 200 },
    reference: { page: 'objects.md', line: '| `prompt` | string | yes | 1 to 200 characters;' },
    screen: (page) => page.getByText('/ 200').waitFor(),
  },
  {
    name: 'a wider limit',
    edits: { [`${request}/n/maximum`]: 12 },
    files: ['fields.ts', 'schemas.ts', 'validators.ts'],
    types: ['request.n = 12'],
    request: { good: { n: 12 }, bad: { n: 13 }, path: '/n' },
    schema: { at: ['OmniImageRequestSchema', 'properties', 'n'], has: { maximum: 12 } },
    field: { key: 'n', max: 12 },
    reference: { page: 'objects.md', line: '| `n` | integer |  | 1 to 12;' },
    screen: (page) => page.locator('input[data-path="/n"][max="12"]').waitFor(),
  },
  {
    name: 'another default',
    edits: { [`${request}/resolution/default`]: '2k' },
    files: ['fields.ts', 'schemas.ts', 'tasks.ts', 'types.ts'],
    types: ["request.resolution = '2k'"],
    schema: { at: ['OmniImageRequestSchema', 'properties', 'resolution'], has: { default: '2k' } },
    field: { key: 'resolution', default: '2k' },
    reference: { page: 'objects.md', line: /\| `resolution` \|.*\| `2k` \|/ },
    screen: (page) => page.getByRole('radio', { name: '2k', checked: true }).waitFor(),
  },
]
