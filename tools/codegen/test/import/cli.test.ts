import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { writeImport } from '../../src/import/run-import.ts'
import { currentSpec } from '../edited-spec.ts'
import { vendorDocument } from './vendor-document.ts'

const cli = fileURLToPath(new URL('../../src/import/cli.ts', import.meta.url))
const spec = new URL('../../../../openapi/omni-image.yaml', import.meta.url)

async function inFolder(story: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'spec-import-'))
  try {
    await story(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

it('without --write the command only shows what would change', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'vendor.json')
    await writeFile(file, vendorDocument({ request: { prompt: { type: 'string', maxLength: 9000 } } }))
    const { stdout } = await promisify(execFile)(process.execPath, [cli, file])
    expect(stdout).toContain('feature   `OmniImageRequest.prompt` is at most 9000 characters long, before 2500.')
    expect(stdout).toContain('Nothing was written; --write does.')
    expect(await readFile(spec, 'utf8')).toBe(currentSpec())
  }))

it('what cannot be read ends the command with a sentence', async () => {
  const ended = promisify(execFile)(process.execPath, [cli, 'nothing-here.yaml'])
  await expect(ended).rejects.toMatchObject({ code: 1, stderr: 'There is no file nothing-here.yaml.\n' })
})

it.each(['cli.ts', 'diff/cli.ts', 'import/cli.ts'])('%s answers an option that it does not know', async (name) => {
  const file = fileURLToPath(new URL(`../../src/${name}`, import.meta.url))
  const ended = promisify(execFile)(process.execPath, [file, '--wirte'])
  await expect(ended).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Unknown option '--wirte'\. Usage: npm run .*\n$/) as string,
  })
})

it('what is written is the spec that was shown', () =>
  inFolder(async (folder) => {
    await mkdir(join(folder, 'openapi'))
    await writeImport(pathToFileURL(`${folder}/`), { yaml: 'openapi: 3.1.0\n', isChanged: true, lines: [] })
    expect(await readFile(join(folder, 'openapi/omni-image.yaml'), 'utf8')).toBe('openapi: 3.1.0\n')
  }))
