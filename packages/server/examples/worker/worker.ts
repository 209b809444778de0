// Cloudflare Workers: a Durable Object holds the handler, so that all browsers share one watcher and one memory.
import { createOmniImageHandler, type OmniImageHandler } from '@omni-image/server'

interface Environment {
  readonly OMNI_IMAGE: { readonly getByName: (name: string) => { readonly fetch: typeof fetch } }
  readonly OMNI_IMAGE_BASE_URL: string
  readonly OMNI_IMAGE_TOKEN: string
  readonly OMNI_IMAGE_SECRET: string
}

const sessions = new Map([['demo-session', 'alice']]) // yours come from a database

export class OmniImageObject {
  readonly #handler: OmniImageHandler

  constructor(_state: unknown, environment: Environment) {
    this.#handler = createOmniImageHandler({
      upstream: { baseUrl: environment.OMNI_IMAGE_BASE_URL, token: environment.OMNI_IMAGE_TOKEN },
      secret: environment.OMNI_IMAGE_SECRET,
      authorize: (request) => sessions.get(/session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''),
    })
  }

  fetch(request: Request): Promise<Response> {
    return this.#handler.fetch(request)
  }
}

export default {
  fetch: (request: Request, { OMNI_IMAGE }: Environment): Promise<Response> | Response =>
    new URL(request.url).pathname.startsWith('/kling/')
      ? OMNI_IMAGE.getByName('one').fetch(request)
      : new Response('your page'),
}
