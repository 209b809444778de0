import { afterAll, beforeAll } from 'vitest'
import { createDesk, executablePath, type Desk } from './create-desk.ts'
import { makeSampleFiles, type SampleFiles } from './sample-files.ts'
import type { PageKind } from './serve-page.ts'

export interface SharedDesk {
  readonly open: Desk['open']
  readonly files: SampleFiles
}

/** One server, one browser and some pictures for all stories of a file. */
export function shareDesk(kind: PageKind = 'built'): SharedDesk {
  let desk: Desk
  let files: SampleFiles
  beforeAll(async () => {
    if (executablePath !== undefined) [desk, files] = await Promise.all([createDesk(kind), makeSampleFiles()])
  }, 60_000)
  afterAll(() => Promise.all([desk?.close(), files?.remove()]))
  return {
    open: (...options) => desk.open(...options),
    get files() {
      return files
    },
  }
}
