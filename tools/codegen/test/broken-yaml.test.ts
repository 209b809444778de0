import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { run } from '../src/run.ts'

it.each([
  ['a tab', 'openapi: 3.1.0\n\tinfo: x\n', /line 2/],
  ['an alias without its anchor', 'openapi: 3.1.0\ninfo: *title\n', /no anchor before \*title at line 2, column 7/],
])('a spec with %s stops with a sentence, not with a stack', async (_what, yaml, reason) => {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const folder = await mkdtemp(join(tmpdir(), 'omni-image-'))
  try {
    for (const file of ['openapi', 'tools/checks/oxfmt.json']) {
      await cp(join(root, file), join(folder, file), { recursive: true })
    }
    await writeFile(join(folder, 'openapi/omni-image.yaml'), yaml)
    const { ok, lines } = await run(pathToFileURL(`${folder}/`), true)
    expect(ok).toBe(false)
    expect(lines.join('\n')).toContain('no YAML that can be read')
    expect(lines.join('\n')).toMatch(reason)
    expect(lines.join('\n')).not.toContain(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
})
