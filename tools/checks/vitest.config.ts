import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import type { TestProjectInlineConfiguration } from 'vitest/config'
import { chromiumArgs, findChromium } from './src/find-chromium.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const source = process.env['TEST_DIST'] ? [] : ['@omni-image/source'] // TEST_DIST=1: the same suites on the built files
const resolve = { conditions: [...source, ...defaultClientConditions] }
const ssr = { resolve: { conditions: [...source, ...defaultServerConditions] } }
const tests = (pattern: string) => [`{packages,apps,tools}/*/{src,test}/**/${pattern}`]
const neverTests = ['**/node_modules/**', '**/dist/**']

const executablePath = await findChromium()

const node: TestProjectInlineConfiguration = {
  root,
  resolve,
  ssr,
  test: {
    name: 'node',
    testTimeout: 30_000, // a real process or browser on a busy machine
    include: tests('*.test.{ts,tsx}'),
    exclude: [...neverTests, '**/*.{dom,browser}.test.*'],
    typecheck: {
      enabled: true,
      include: tests('*.test-d.ts'),
      exclude: neverTests,
      tsconfig: 'tools/checks/tsconfig.test.json',
    },
  },
}

const dom: TestProjectInlineConfiguration = {
  root,
  resolve,
  ssr,
  test: { name: 'dom', environment: 'happy-dom', include: tests('*.dom.test.{ts,tsx}'), exclude: neverTests },
}

const browser: TestProjectInlineConfiguration = {
  root,
  resolve,
  ssr,
  // Without these Vue complains about missing feature flags.
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  test: {
    name: 'browser',
    include: tests('*.browser.test.{ts,tsx}'),
    exclude: neverTests,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { ...(executablePath && { executablePath }), args: [...chromiumArgs] } }),
      instances: [{ browser: 'chromium' }],
    },
  },
}

export default defineConfig({
  root,
  test: {
    root,
    passWithNoTests: true,
    maxWorkers: availableParallelism() + 1, // browsers and servers are waited for, so one more keeps the processors busy
    coverage: { provider: 'v8', include: ['packages/*/src/**'], exclude: ['**/generated/**', '**/*.test.*'] },
    projects: [node, dom, ...(executablePath === undefined ? [] : [browser])],
  },
})
