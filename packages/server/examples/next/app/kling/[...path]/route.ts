import { createOmniImageHandler, type OmniImageHandler } from '@omni-image/server'

const sessions = new Map([['demo-session', 'alice']]) // yours come from a database

let omniImage: OmniImageHandler | undefined

function answer(request: Request): Promise<Response> {
  // With the first request, since `next build` loads this file on a machine that has no key.
  omniImage ??= createOmniImageHandler({
    upstream: { baseUrl: process.env['OMNI_IMAGE_BASE_URL'] ?? '', token: process.env['OMNI_IMAGE_TOKEN'] },
    secret: process.env['OMNI_IMAGE_SECRET'],
    authorize: ({ headers }) => sessions.get(/session=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? ''),
  })
  return omniImage.fetch(request)
}

export { answer as GET, answer as POST }
