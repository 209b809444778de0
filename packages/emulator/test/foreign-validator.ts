import { fileURLToPath } from 'node:url'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { NextFunction, Request as ExpressRequest, Response as ExpressResponse } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
import type { Emulator } from '../src/index.ts'

interface Violation {
  readonly side: 'request' | 'response'
  readonly where: string
  readonly message: string
}

export interface ForeignValidator {
  /** Where a client connects; the emulator is behind it. */
  readonly url: string
  readonly violations: readonly Violation[]
  readonly close: () => Promise<void>
}

const specFile = fileURLToPath(new URL('../../../openapi/omni-image.yaml', import.meta.url))

/**
 * Puts somebody else's reading of the spec between a client and the emulator: express-openapi-validator checks every
 * request and every answer. What it objects to is noted; a bad request is answered with 400, a bad answer passes.
 */
export async function startForeignValidator(emulator: Emulator): Promise<ForeignValidator> {
  const violations: Violation[] = []
  const note = (side: Violation['side'], request: ExpressRequest, message: string): void => {
    violations.push({ side, where: `${request.method} ${request.path}`, message })
  }
  const bodies = new WeakMap<object, Buffer>() // as they came: parsing would round large integers
  const app = express()

  app.use(express.json({ limit: '160mb', verify: (request, _response, bytes) => void bodies.set(request, bytes) }))
  app.use(
    OpenApiValidator.middleware({
      apiSpec: specFile,
      validateRequests: true,
      validateResponses: { onError: (error, _body, request) => note('response', request, error.message) },
      validateSecurity: { handlers: { bearer: () => true } },
      ignorePaths: /\/files\//,
      ajvFormats: { mode: 'full' },
    }),
  )
  const passOn = async (request: ExpressRequest, response: ExpressResponse): Promise<void> => {
    const { method, originalUrl, headers } = request
    const body = bodies.get(request)
    const answer = await emulator.fetch(`http://${headers.host}${originalUrl}`, {
      method,
      headers: Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      ...(body && { body: new Uint8Array(body) }),
    })
    response.status(answer.status).set(Object.fromEntries(answer.headers))
    if (answer.headers.get('content-type')?.startsWith('application/json')) response.json(await answer.json())
    else response.send(Buffer.from(await answer.arrayBuffer()))
  }
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 passes rejections on by itself
  app.use(passOn)
  app.use(
    (error: Error & { status?: number }, request: ExpressRequest, response: ExpressResponse, _next: NextFunction) => {
      note('request', request, error.message)
      response.status(error.status ?? 500).json({ code: 1200, message: error.message })
    },
  )

  const server = await new Promise<Server>((resolve) => {
    const started = app.listen(0, '127.0.0.1', () => resolve(started))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    violations,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
