import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { watch } from '@omni-image/codegen/watch'
import { isRunnableDevEnvironment, normalizePath, type DevEnvironment, type Plugin } from 'vite'

const root = new URL('../../../', import.meta.url)
const generated = normalizePath(fileURLToPath(new URL('packages/core/src/wire/generated/', root)))
/** Files that are written together are told one by one. */
const settleMs = 20

/** While the page is served, saving the spec generates anew; what the generator refuses is shown on the page. */
export function followSpec(): Plugin {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isRefused = false

  function reload({ hot }: DevEnvironment): void {
    isRefused = false
    clearTimeout(timer)
    timer = setTimeout(() => hot.send({ type: 'full-reload' }), settleMs)
  }

  return {
    name: 'omni-image-spec',
    apply: 'serve',
    configureServer: ({ config: { logger }, environments, httpServer }) => {
      const watching = watch(root, ({ ok, lines }) => {
        const message = stripVTControlCharacters(lines.join('\n'))
        if (ok) {
          logger.info(message, { timestamp: true })
          // A mistake that is taken back changes no file, so nothing else would clear what is shown of it.
          if (isRefused) reload(environments.client)
        } else {
          logger.error(message, { timestamp: true })
          environments.client.hot.send({ type: 'error', err: { message, stack: '' } })
        }
        isRefused = !ok
      })
      httpServer?.on('close', watching.close)
    },
    // Nearly every file depends on these. One load of all takes less than to give new addresses to all that import them,
    // once for each of them; what has not changed comes from the browser's cache. The endpoint is for later.
    hotUpdate({ file }) {
      if (!file.startsWith(generated)) return undefined
      const { environment } = this
      if (isRunnableDevEnvironment(environment)) {
        environment.runner.clearCache()
      } else {
        reload(environment)
      }
      return []
    },
  }
}
