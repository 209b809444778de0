import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import { defaultClientConditions, defaultServerConditions, type InlineConfig } from 'vite'
import { apiPlugin, type EndpointSource } from './api-plugin.ts'

const source = '@omni-image/source'

/** The page with an endpoint behind it. */
export function viteOptions(endpoint: EndpointSource): InlineConfig {
  return {
    root: fileURLToPath(new URL('..', import.meta.url)),
    plugins: [react(), vue(), apiPlugin(endpoint)],
    resolve: { conditions: [source, ...defaultClientConditions] },
    ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
    optimizeDeps: {
      // Known from the start, else the first visit loads the page twice.
      include: ['react', 'react/jsx-dev-runtime', 'react-dom/client', 'vue', '@omni-image/core > ky'],
    },
  }
}
