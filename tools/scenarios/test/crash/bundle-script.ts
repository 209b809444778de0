import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** One script of this folder with all it imports, which starts faster than its many files. */
export async function bundleScript(name: string, platform: 'node' | 'browser'): Promise<string> {
  const build = await rolldown({
    input: fileURLToPath(new URL(name, import.meta.url)),
    platform,
    resolve: { conditionNames: ['@omni-image/source', 'import', 'default'] },
  })
  const { output } = await build.generate({ format: 'esm', codeSplitting: false })
  await build.close()
  return output[0].code
}
