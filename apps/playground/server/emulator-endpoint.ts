import { randomBytes, randomUUID } from 'node:crypto'
import { basePath } from '@omni-image/core/wire'
import { createEmulator, type Emulator, type EmulatorOptions } from '@omni-image/emulator'
import { createOmniImageHandler, type OmniImageHandler } from '@omni-image/server'
import type { Endpoint } from './endpoint.ts'

interface EmulatorEndpoint extends Endpoint {
  readonly emulator: Emulator
}

const medianMs = 4000
/** Where the server believes the API to be; there is no such host, all of it is in this process. */
const home = 'http://emulator.invalid'

/**
 * The API on this machine, which calls the server back as the real one does. Nothing is billed and everybody sees drawings
 * alone, so whoever reaches the page is let in.
 */
export function createEmulatorEndpoint(
  options: EmulatorOptions = {},
  pictureHosts: readonly string[] = [],
): EmulatorEndpoint {
  const token = `playground-${randomUUID()}`
  const callbackSecret = `whsec_${randomBytes(24).toString('base64')}`
  const emulator = createEmulator({
    latency: { medianMs, sigma: 0.3 },
    seed: 'playground',
    token,
    callbackSecret,
    callbackHosts: [new URL(home).host],
    callbackFetch: (input, init) => handler.fetch(new Request(input, init)),
    ...options,
  })
  const handler: OmniImageHandler = createOmniImageHandler({
    upstream: { baseUrl: home, token, fetch: emulator.fetch },
    secret: randomUUID(),
    authorize: () => 'visitor',
    callbacks: { url: `${home}${basePath}/callback`, secrets: [callbackSecret] },
  })
  return {
    name: 'the emulator',
    basePath,
    medianMs,
    pictureHosts,
    emulator,
    fetch: async (request, environment) => {
      const { url, method, headers } = request
      const { origin, pathname } = new URL(url)
      // The dev server's requests only look like the runtime's own, which the emulator asks for.
      if (pathname.startsWith(`${basePath}/files/`)) return emulator.fetch(url, { method, headers })
      return withHome(await handler.fetch(request, environment), origin)
    },
    close: async () => {
      await handler.close()
      await emulator.close()
    },
  }
}

/** Pictures come through the page's own server, under whatever name this page has reached it. */
function withHome(answer: Response, origin: string): Response {
  if (!answer.body) return answer
  const replaceHome = new TransformStream<string, string>({
    transform: (text, controller) => controller.enqueue(text.replaceAll(home, origin)),
  })
  const body = answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(replaceHome)
  return new Response(body.pipeThrough(new TextEncoderStream()), answer)
}
