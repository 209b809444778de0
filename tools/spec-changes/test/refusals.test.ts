import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { currentSpec, editedSpec } from '@omni-image/codegen/edited-spec'
import { run } from '@omni-image/codegen/run'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createScratchWorkspace, type ScratchWorkspace } from './scratch-workspace.ts'

const spec = 'openapi/omni-image.yaml'
const generator = 'tools/codegen/src/cli.ts'
const types = 'packages/core/src/wire/generated/types.ts'
const schemas = '/components/schemas'
let workspace: ScratchWorkspace
let root: URL

beforeAll(async () => {
  workspace = await createScratchWorkspace()
  root = pathToFileURL(workspace.path('/'))
})

afterAll(() => workspace.remove())

/** Line and column of a text in the spec. */
function placeOf(yaml: string, text: string): string {
  const before = yaml.slice(0, yaml.indexOf(text)).split('\n')
  return `${before.length}:${before.at(-1)!.length + 1}`
}

describe('a spec that cannot be stops with the line, and leaves the files as they are', () => {
  it.each([
    [
      'a status word that nobody explains',
      { [`${schemas}/TaskStatus/enum/4`]: 'lost' },
      'words:',
      "the status word 'lost'",
    ],
    [
      'a reference to nothing',
      { [`${schemas}/Task/properties/task_info`]: { $ref: `#${schemas}/Nothing` } },
      `$ref: "#${schemas}/Nothing"`,
      'leads nowhere',
    ],
    [
      'a keyword that the generator does not know',
      { [`${schemas}/OmniImageRequest/properties/n/multipleOf`]: 2 },
      'multipleOf: 2',
      "'multipleOf' is not known in an integer",
    ],
  ])('%s', async (_name, edits, text, reason) => {
    const yaml = editedSpec(edits)
    const before = await workspace.read(types)
    await workspace.write(spec, yaml)
    const { ok, lines } = await run(root, false)
    expect(lines.join('\n')).toContain(`${spec}:${placeOf(yaml, text)} #/`)
    expect(lines.join('\n')).toContain(reason)
    expect(ok).toBe(false)
    expect(await workspace.read(types)).toBe(before)
  })

  it('what the linter does not like', async () => {
    const yaml = currentSpec().replace('operationId: listOmniImages', '$&\n      colour: blue')
    await workspace.write(spec, yaml)
    const { ok, lines } = await run(root, false)
    expect(lines.join('\n')).toContain(`${spec}:${placeOf(yaml, 'colour: blue')} error`)
    expect(lines.join('\n')).toContain('`colour` is not expected here')
    expect(ok).toBe(false)
  })
})

it('with --watch each save is followed, and a bad one does not end it', { timeout: 90_000 }, async () => {
  await workspace.write(spec, currentSpec())
  const child = spawn(process.execPath, ['--conditions=@omni-image/source', generator, '--watch'], {
    cwd: workspace.path('.'),
  })
  onTestFinished(() => void child.kill())
  let output = ''
  const hears = async (words: string): Promise<void> => {
    while (!output.includes(words)) await new Promise((done) => setTimeout(done, 10))
    output = ''
  }
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => void (output += text.toString()))
  await hears('Watching openapi/')
  await workspace.write(spec, 'openapi: [')
  await hears('no YAML that can be read')
  const startMs = performance.now()
  await workspace.write(spec, editedSpec({ [`${schemas}/OmniImageRequest/properties/note`]: { type: 'string' } }))
  await hears(`wrote ${types}`)
  console.info(`saved spec → generated: ${Math.round(performance.now() - startMs)} ms`)
  expect(await workspace.read(types)).toContain('note?: string')
})
