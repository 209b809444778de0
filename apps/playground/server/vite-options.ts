import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import { defaultClientConditions, type InlineConfig } from 'vite'
import { apiPlugin } from './api-plugin.ts'
import type { Endpoint } from './endpoint.ts'

/** The page with an endpoint behind it. */
export function viteOptions(endpoint: Endpoint): InlineConfig {
  return {
    root: fileURLToPath(new URL('..', import.meta.url)),
    plugins: [react(), vue(), apiPlugin(endpoint)],
    resolve: { conditions: ['@omni-image/source', ...defaultClientConditions] },
    optimizeDeps: {
      // Known from the start, else the first visit loads the page twice.
      include: ['react', 'react/jsx-dev-runtime', 'react-dom/client', 'vue', '@omni-image/core > ky'],
    },
  }
}
