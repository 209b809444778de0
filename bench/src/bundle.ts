import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** One module of this folder, with all it imports, as one script for a page. */
export async function bundle(file: string): Promise<string> {
  const build = await rolldown({
    input: fileURLToPath(new URL(file, import.meta.url)),
    platform: 'browser',
    resolve: { conditionNames: ['@omni-image/source', 'import', 'default'] },
  })
  const { output } = await build.generate({ format: 'esm', codeSplitting: false })
  await build.close()
  return output[0].code
}
