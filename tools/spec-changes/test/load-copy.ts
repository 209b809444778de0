import { pathToFileURL } from 'node:url'
import type { createOmniImageClient, OmniImageClientOptions, OmniImageInput } from '@omni-image/core'
import type * as Schemas from '@omni-image/core/schemas'
import type { Field } from '@omni-image/core/wire'
import type * as Wire from '@omni-image/core/wire'
import type { createEmulator, Emulator } from '@omni-image/emulator'
import type { TSchema } from '@sinclair/typebox'
import type { ScratchWorkspace } from './scratch-workspace.ts'

type Check = (value: unknown) => readonly { readonly path: string }[] | undefined

/** The packages of a changed workspace, as far as their types are not those of the real ones. */
export interface Copy {
  readonly fields: readonly Field[]
  readonly schemas: Readonly<Record<string, unknown>>
  readonly requestSchema: TSchema
  readonly assumedResolution: string
  readonly validateRequest: Check
  readonly validateTask: Check
  /** What the client sends for an input, or why it does not. */
  readonly submit: (input: object) => Promise<{ readonly sent?: unknown; readonly error?: unknown }>
  /** What the emulator answers to a body that nobody has checked. */
  readonly post: (body: object) => Promise<unknown>
  /** What the server package answers to it, and what it has passed on. */
  readonly serve: (body: object) => Promise<{ readonly sent: unknown; readonly answer: unknown }>
  /** The error that the client makes of a refusal. */
  readonly refusal: (code: number) => Promise<unknown>
  /** The error that the client makes of a task that begins with a status word. */
  readonly outcome: (status: string) => Promise<unknown>
}

/** As far as it is used here: its sources want settings of the compiler that are their own. */
interface ServerPackage {
  readonly createOmniImageHandler: (options: object) => {
    readonly fetch: (request: Request) => Promise<Response>
    readonly close: () => unknown
  }
}

const baseUrl = 'https://api.example.com'

export async function loadCopy(workspace: ScratchWorkspace): Promise<Copy> {
  const load = async <Module>(file: string): Promise<Module> =>
    (await import(/* @vite-ignore */ pathToFileURL(workspace.path(file)).href)) as Module
  const core = await load<{ createOmniImageClient: typeof createOmniImageClient }>('packages/core/src/index.ts')
  const emulators = await load<{ createEmulator: typeof createEmulator }>('packages/emulator/src/index.ts')
  const wire = await load<typeof Wire>('packages/core/src/wire/index.ts')
  const schemas = await load<typeof Schemas>('packages/core/src/schemas.ts')

  const { createOmniImageHandler: createHandler } = await load<ServerPackage>('packages/server/src/index.ts')

  const start = (): Emulator => emulators.createEmulator({ latency: 1, limits: { slots: 100 } })
  const createClient = (fetch: OmniImageClientOptions['fetch']) =>
    core.createOmniImageClient({ baseUrl, token: 'key', fetch, retry: 0 })

  return {
    fields: wire.omniImageFields,
    schemas: schemas as unknown as Record<string, unknown>,
    requestSchema: schemas.OmniImageRequestSchema,
    assumedResolution: wire.omniImageCost.price.assumed,
    validateRequest: wire.validateOmniImageRequest,
    validateTask: wire.validateTask,
    submit: async (input) => {
      let sent: unknown
      const emulator = start()
      const client = createClient(async (request, init) => {
        const whole = new Request(request, init)
        if (whole.method === 'POST') sent = await whole.clone().json()
        return emulator.fetch(whole)
      })
      const error: unknown = await client.submit(input as OmniImageInput).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      client.close()
      await emulator.close()
      return { sent, error }
    },
    post: async (body) => {
      const emulator = start()
      const headers = { authorization: 'Bearer key', 'content-type': 'application/json' }
      const answer = await emulator.fetch(`${baseUrl}/kling/v1/images/omni-image`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      await emulator.close()
      return answer.json()
    },
    serve: async (body) => {
      let sent: unknown
      const emulator = start()
      const upstream = async (request: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
        const whole = new Request(request, init)
        if (whole.method === 'POST') sent = await whole.clone().json()
        return emulator.fetch(whole)
      }
      const handler = createHandler({
        upstream: { baseUrl, token: 'key', fetch: upstream },
        authorize: () => 'reader',
        secret: 'a secret of at least 32 characters',
      })
      const headers = { 'content-type': 'application/json' }
      const address = 'http://localhost/kling/v1/images/omni-image'
      const answer = await handler.fetch(new Request(address, { method: 'POST', headers, body: JSON.stringify(body) }))
      const told: unknown = await answer.json()
      await handler.close()
      await emulator.close()
      return { sent, answer: told }
    },
    refusal: (code) => {
      const answer = async (): Promise<Response> =>
        Response.json({ code, message: 'no', request_id: '1' }, { status: 400 })
      return reasonOf(createClient(answer).get('1'))
    },
    outcome: (task_status) => {
      const data = { task_id: '1', task_status }
      const answer = async (): Promise<Response> =>
        Response.json({ code: 0, message: 'SUCCEED', request_id: '1', data })
      return reasonOf(createClient(answer).generate({ prompt: 'a lighthouse' }))
    },
  }
}

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
}
