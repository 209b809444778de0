import { defineConfig, mergeConfig } from 'vite'
import { followSpec } from './server/follow-spec.ts'
import { loadEndpoint } from './server/load-endpoint.ts'
import { viteOptions } from './server/vite-options.ts'

export default defineConfig(mergeConfig(viteOptions(loadEndpoint), { plugins: [followSpec()] }))
