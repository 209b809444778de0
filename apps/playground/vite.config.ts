import { defineConfig } from 'vite'
import { chooseEndpoint } from './server/choose-endpoint.ts'
import { viteOptions } from './server/vite-options.ts'

export default defineConfig(viteOptions(chooseEndpoint(process.env)))
