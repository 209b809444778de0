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
      const watching = watch(root, ({ ok, lines }) => {
        const message = stripVTControlCharacters(lines.join('\n'))
        if (ok) logger.info(message, { timestamp: true })
        else {
          logger.error(message, { timestamp: true })
          environments.client.hot.send({ type: 'error', err: { message, stack: '' } })
        }
      })
      httpServer?.on('close', watching.close)
    },
  }
}
