import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { run } from '../src/run.ts'

it('a spec that is no YAML stops with a sentence, not with a stack', async () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const folder = await mkdtemp(join(tmpdir(), 'omni-image-'))
  try {
    for (const file of ['openapi', 'tools/checks/oxfmt.json']) {
      await cp(join(root, file), join(folder, file), { recursive: true })
    }
    await writeFile(join(folder, 'openapi/omni-image.yaml'), 'openapi: 3.1.0\n\tinfo: x\n')
    const { ok, lines } = await run(pathToFileURL(`${folder}/`), true)
    expect(ok).toBe(false)
    expect(lines.join('\n')).toContain('no YAML that can be read')
  } finally {
    await rm(folder, { recursive: true })
  }
})
