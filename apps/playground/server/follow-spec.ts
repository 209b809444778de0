import { stripVTControlCharacters } from 'node:util'
import { watch } from '@omni-image/codegen/watch'
import type { Plugin } from 'vite'

const root = new URL('../../../', import.meta.url)

/** While the page is served, saving the spec generates anew; what the generator refuses is shown on the page. */
export function followSpec(): Plugin {
  return {
    name: 'omni-image-spec',
    apply: 'serve',
    configureServer: ({ config: { logger }, environments, httpServer }) => {
      const { hot } = environments.client
      let isRefused = false
      const watching = watch(root, ({ ok, lines }) => {
        const message = stripVTControlCharacters(lines.join('\n'))
        if (ok) {
          logger.info(message, { timestamp: true })
          // A mistake that is taken back changes no file, so nothing else would clear what is shown of it.
          if (isRefused) hot.send({ type: 'full-reload' })
        } else {
          logger.error(message, { timestamp: true })
          hot.send({ type: 'error', err: { message, stack: '' } })
        }
        isRefused = !ok
      })
      httpServer?.on('close', watching.close)
    },
  }
}
