import type { OmniImageInput } from '@omni-image/core'
import { basePath, omniImageFields, operations, type Field } from '@omni-image/core/wire'

export const codeLanguages = ['React', 'Vue', 'Core', 'curl'] as const
export type CodeLanguage = (typeof codeLanguages)[number]

/** A program that makes the request of the form. Files stand as `files[0]`, long Base64 is cut. */
export function toRequestCode(language: CodeLanguage, input: OmniImageInput): string {
  const literal = toLiteral(namedFiles(input))
  switch (language) {
    case 'React':
      return [
        "import type { OmniImageInput } from '@omni-image/core'",
        "import { useOmniImage } from '@omni-image/react'",
        '',
        'export function Pictures() {',
        '  const { generate, images, status } = useOmniImage()',
        `  const input: OmniImageInput = ${indent(literal, 2)}`,
        '  return (',
        '    <>',
        '      <button onClick={() => generate(input)}>Generate</button> {status}',
        '      {images.map(({ url }) => <img key={url} src={url} />)}',
        '    </>',
        '  )',
        '}',
      ].join('\n')
    case 'Vue':
      return [
        '<script setup lang="ts">',
        "import type { OmniImageInput } from '@omni-image/core'",
        "import { useOmniImage } from '@omni-image/vue'",
        '',
        'const { generate, images, status } = useOmniImage()',
        `const input: OmniImageInput = ${literal}`,
        '</script>',
        '',
        '<template>',
        '  <button @click="generate(input)">Generate</button> {{ status }}',
        '  <img v-for="{ url } in images" :key="url" :src="url" />',
        '</template>',
      ].join('\n')
    case 'Core':
      return [
        "import { createOmniImageClient } from '@omni-image/core'",
        '',
        'const client = createOmniImageClient({ baseUrl, token })',
        `const { images } = await client.generate(${literal})`,
      ].join('\n')
    case 'curl':
      return [
        `curl "$OMNI_IMAGE_BASE_URL${basePath}${operations.createOmniImage.path}" \\`,
        '  -H "Authorization: Bearer $OMNI_IMAGE_TOKEN" \\',
        '  -H "Content-Type: application/json" \\',
        `  -d '${toWireJson(input).replaceAll("'", String.raw`'\''`)}'`,
      ].join('\n')
  }
}

/** What stands for something that cannot be written down. */
class Name {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

function namedFiles(input: OmniImageInput): unknown {
  let count = 0
  return replaceImages(input, () => new Name(`files[${count++}]`))
}

function toWireJson(input: OmniImageInput): string {
  const required = (omniImageFields as readonly Field[]).filter(
    (field) => field.required && field.default !== undefined,
  )
  const wire = {
    ...Object.fromEntries(required.map((field) => [field.key, field.default])),
    ...(replaceImages(input, (file) => `Base64 of ${file.name}`) as object),
  }
  // Ids are 64-bit integers on the wire, and text here.
  return JSON.stringify(wire, undefined, 2).replace(/("element_id": )"(\d+)"/g, '$1$2')
}

function replaceImages(value: unknown, name: (file: File) => unknown): unknown {
  if (value instanceof File) return name(value)
  if (typeof value === 'string' && value.length > 3000) return `${value.slice(0, 40)}…`
  if (Array.isArray(value)) return value.map((item) => replaceImages(item, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceImages(item, name)]))
}

function toLiteral(value: unknown): string {
  if (value instanceof Name) return value.text
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
  if (Array.isArray(value)) return `[${value.map(toLiteral).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([key, item]) => `${key}: ${toLiteral(item)}`)
  const line = `{ ${entries.join(', ')} }`
  return line.length <= 60 && !line.includes('\n')
    ? line
    : `{\n${entries.map((entry) => `  ${indent(entry, 2)},`).join('\n')}\n}`
}

function indent(text: string, spaces: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(spaces)}`)
}
