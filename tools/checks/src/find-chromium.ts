import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

/** For `chromium.launch({ executablePath, args: chromiumArgs })`: works as root and stays off the network. */
export const chromiumArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The path of a Chromium: `CHROMIUM_PATH`, the machine's own, Playwright's, then one that npm brought.
 * `undefined` without any (or with `NO_BROWSER` set): then tests that need it skip, except that with `CI` set this throws.
 *
 * @example
 * const executablePath = await findChromium()
 * describe.skipIf(executablePath === undefined)('playground', …)
 */
export async function findChromium(): Promise<string | undefined> {
  const path = process.env['NO_BROWSER'] ? undefined : await look()
  if (path === undefined && process.env['CI'])
    throw new Error('No Chromium: set CHROMIUM_PATH or run "npx playwright install chromium".')
  return path
}

async function look(): Promise<string | undefined> {
  if (process.env['CHROMIUM_PATH']) return process.env['CHROMIUM_PATH']
  const found = [...usualPlaces, chromium.executablePath()].find((path) => existsSync(path))
  if (found !== undefined || process.platform !== 'linux' || process.arch !== 'x64') return found
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x' // makes this Chromium bring its own NSS libraries
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}
