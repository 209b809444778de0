import { expect, it } from 'vitest'
import { checkImage } from '../../src/request/check-image.ts'
import { checkReference } from '../../src/request/check-reference.ts'
import { readImageHeader } from '../../src/request/image-header.ts'
import type { CorpusFile } from './corpus-file.ts'
import { cutFiles } from './cut-files.ts'
import { decode } from './decode.ts'
import { jpegFiles } from './jpeg-files.ts'
import { limitFiles } from './limit-files.ts'
import { pngFiles } from './png-files.ts'
import { countReads } from './read-counter.ts'
import { strangerFiles } from './stranger-files.ts'

const path = '/image_list/0/image'

it.each([
  ['limits', limitFiles, 32],
  ['kinds of PNG', pngFiles, 29],
  ['kinds of JPEG', jpegFiles, 37],
  ['strangers', strangerFiles, 21],
  ['cut files', cutFiles, 400],
])(
  '%s: each file gets its verdict, and a decoder agrees with every file that passes',
  { timeout: 30_000 },
  async (_name, build, atLeast) => {
    const files = await build()
    expect(files.length).toBeGreaterThanOrEqual(atLeast)
    const verdicts = await Promise.all(files.map(async (file) => [file.name, await judge(file)]))
    expect(Object.fromEntries(verdicts)).toEqual(Object.fromEntries(files.map(({ name, verdict }) => [name, verdict])))
  },
)

/** The verdict, or what pre-flight and decoder do not agree on. */
async function judge({ bytes }: CorpusFile): Promise<string> {
  const source = countReads(bytes)
  const issue = await checkImage(source, path)
  if (source.bytesRead > bytes.length + 0x2000) return `read ${source.bytesRead} of ${bytes.length} bytes`
  const checked = await checkReference(new Blob([bytes]), { path })
  if (checked.issues[0]?.code !== issue?.code)
    return `checkReference says ${checked.issues[0]?.code}, generate ${issue?.code}`
  if (issue) return issue.code
  const decoded = await decode(bytes)
  const { format, width, height } = await readImageHeader(countReads(bytes))
  const told = { format, width, height, shown: { width: checked.width, height: checked.height } }
  return JSON.stringify(told) === JSON.stringify(decoded) ? 'fine' : JSON.stringify({ told, decoded })
}
