import type { Logger } from './log.ts'
import type { OmniImageHandlerOptions } from './options.ts'
import { isLoopback, isPassedOn, peerOf } from './peer.ts'
import { notReady, Refusal } from './refusal.ts'

/** The user's id. Throws a refusal for everybody else. */
export type Access = (request: Request, environment: unknown) => Promise<string>

export function createAccess({ authorize, allowedOrigins = [] }: OmniImageHandlerOptions, logger: Logger): Access {
  const letIn = authorize ? byAuthorize(authorize, logger) : createLocalAccess(logger)
  return async (request, environment) => {
    checkOrigin(request.headers, allowedOrigins)
    return letIn(request, environment)
  }
}

function byAuthorize(authorize: NonNullable<OmniImageHandlerOptions['authorize']>, logger: Logger): Access {
  return async (request) => {
    let user: Awaited<ReturnType<typeof authorize>>
    try {
      user = await authorize(request)
    } catch (error) {
      logger.error({ error }, 'authorize failed; nobody was let in')
      throw notReady('The server cannot tell who you are at the moment')
    }
    const id = typeof user === 'object' ? user?.id : user
    if (typeof id === 'string' && id !== '') return id
    throw new Refusal('Sign in first', { status: 401, code: 1000 })
  }
}

/** Without `authorize`: for development, on this machine. */
function createLocalAccess(logger: Logger): Access {
  let isTold = false
  return async (request, environment) => {
    const isProduction = environmentVariable('NODE_ENV') === 'production'
    const peer = peerOf(request, environment)
    const isNear =
      isLoopback(new URL(request.url).hostname) &&
      (peer === undefined || isLoopback(peer)) &&
      !isPassedOn(request.headers)
    if (isProduction || !isNear) {
      throw new Refusal('This server lets nobody in: it has no authorize', { status: 403, code: 1103 })
    }
    if (!isTold) logger.warn({}, 'there is no authorize, so everybody on this machine is let in, and nobody else')
    isTold = true
    return 'developer'
  }
}

/** Any page that is open in a browser can send requests with its cookies; only invited pages may. */
function checkOrigin(headers: Headers, allowedOrigins: readonly string[]): void {
  const site = headers.get('sec-fetch-site') ?? 'none'
  const isInvited = allowedOrigins.includes(headers.get('origin') ?? '')
  if (isInvited || site === 'same-origin' || site === 'none') return
  throw new Refusal('Pages of other origins are not let in', { status: 403, code: 1103 })
}

function environmentVariable(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Readonly<Record<string, string | undefined>> } }
  return process?.env?.[name]
}
