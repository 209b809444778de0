import { createOmniImageHandler } from '@omni-image/server'
import { defineEventHandler, toWebRequest } from 'h3'

const sessions = new Map([['demo-session', 'alice']]) // yours come from a database

const omniImage = createOmniImageHandler({
  upstream: { baseUrl: process.env['OMNI_IMAGE_BASE_URL'] ?? '', token: process.env['OMNI_IMAGE_TOKEN'] },
  secret: process.env['OMNI_IMAGE_SECRET'],
  authorize: ({ headers }) => sessions.get(/session=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? ''),
})

export default defineEventHandler((event) => {
  // The request of this h3 (1.x) does not tell when the browser leaves, and a stream has to know.
  const leaving = new AbortController()
  event.node.res.once('close', () => leaving.abort())
  return omniImage.fetch(new Request(toWebRequest(event), { signal: leaving.signal }))
})
