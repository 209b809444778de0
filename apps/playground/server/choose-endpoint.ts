import { createEmulatorEndpoint } from './emulator-endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { createRealEndpoint } from './real-endpoint.ts'

/**
 * The emulator, or the endpoint that the environment names. Throws where only half of it is set: falling back to the
 * emulator would pass its drawings off as the real thing.
 */
export function chooseEndpoint(environment: Readonly<Record<string, string | undefined>>): Endpoint {
  const setting = (name: string): string | undefined => environment[`OMNI_IMAGE_${name}`]?.trim() || undefined
  const baseUrl = setting('BASE_URL')
  const token = setting('TOKEN')
  const accessKey = setting('ACCESS_KEY')
  const secretKey = setting('SECRET_KEY')
  const hasKey = token !== undefined || (accessKey !== undefined && secretKey !== undefined)
  const wanted = 'set both, or none for the emulator.'
  const pictureHosts = setting('PICTURE_HOSTS')?.split(/[\s,]+/)
  if (baseUrl === undefined) {
    if ((token ?? accessKey ?? secretKey) === undefined) return createEmulatorEndpoint({}, pictureHosts)
    throw new Error(`A key is set without OMNI_IMAGE_BASE_URL: ${wanted}`)
  }
  if (!hasKey) {
    throw new Error(
      `OMNI_IMAGE_BASE_URL is set without OMNI_IMAGE_TOKEN (or OMNI_IMAGE_ACCESS_KEY and OMNI_IMAGE_SECRET_KEY): ${wanted}`,
    )
  }
  if (!/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? '')) {
    throw new Error('OMNI_IMAGE_BASE_URL must be an http(s) address such as https://api.example.com.')
  }
  const callbackUrl = setting('CALLBACK_URL')
  const webhookSecret = setting('WEBHOOK_SECRET')
  return createRealEndpoint({
    // An empty prefix is a setting, too: the vendor's own host has none.
    upstream: { baseUrl, basePath: environment['OMNI_IMAGE_BASE_PATH']?.trim(), token, accessKey, secretKey },
    ...(callbackUrl !== undefined && {
      callbacks: { url: callbackUrl, ...(webhookSecret !== undefined && { secrets: [webhookSecret] }) },
    }),
    pictureHosts: pictureHosts ?? ['https:'], // the API may put its pictures anywhere
  })
}
