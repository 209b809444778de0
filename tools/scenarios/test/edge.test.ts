import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import type * as core from '@omni-image/core'
import { createEmulator } from '@omni-image/emulator'
import { rolldown } from 'rolldown'
import { expect, it, onTestFinished } from 'vitest'

const packages = fileURLToPath(new URL('../../../packages', import.meta.url))
const path = 'https://app.test/kling/v1/images/omni-image'

/** As in workerd: it knows one way to deal with caches, and takes no other. */
class EdgeRequest extends Request {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    if ((init?.cache ?? 'no-store') !== 'no-store') throw new TypeError(`Unsupported cache mode: ${init?.cache}`)
    super(input, init)
  }
}

/** What an edge worker has of the globals that `@omni-image/server` might want. Nothing of Node's is among it. */
const webGlobals = {
  AbortController,
  AbortSignal,
  Blob,
  Headers,
  ReadableStream,
  Request: EdgeRequest,
  Response,
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
  atob,
  btoa,
  clearInterval,
  clearTimeout,
  console,
  crypto,
  performance,
  queueMicrotask,
  setInterval,
  setTimeout,
  structuredClone,
  DOMException,
  Event,
  EventTarget,
  WritableStream,
}

/** A module as an edge worker runs it: in one file, with nothing of Node's, talking to the emulator. */
async function load(input: string): Promise<object> {
  const emulator = createEmulator({ token: 'sk-the-key-of-the-worker', latency: 0 })
  onTestFinished(() => emulator.close())
  const bundle = await rolldown({
    input,
    platform: 'browser',
    resolve: {
      alias: { '@omni-image/server': `${packages}/server/src/index.ts` },
      conditionNames: ['@omni-image/source', 'workerd', 'worker', 'browser', 'import', 'default'],
    },
  })
  const { output } = await bundle.generate({ format: 'iife', name: 'loaded', exports: 'named', codeSplitting: false })
  expect(output[0].imports).toEqual([])
  const fetch = async (request: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    return emulator.fetch(new EdgeRequest(request, init))
  }
  const context = vm.createContext({ ...webGlobals, fetch })
  return vm.runInContext(`${output[0].code}; loaded`, context) as object
}

it('the server works where there is nothing of Node', async () => {
  const { OmniImageObject } = (await load(`${packages}/server/examples/worker/worker.ts`)) as {
    OmniImageObject: new (state: unknown, environment: object) => { fetch: (request: Request) => Promise<Response> }
  }
  const handler = new OmniImageObject(undefined, {
    OMNI_IMAGE_BASE_URL: 'http://emulator.test',
    OMNI_IMAGE_TOKEN: 'sk-the-key-of-the-worker',
    OMNI_IMAGE_SECRET: 'a secret of more than thirty-two characters',
  })
  const headers = { cookie: 'session=demo-session', 'content-type': 'application/json' }
  const body = JSON.stringify({ model_name: 'kling-v3-omni', prompt: 'A lighthouse' })
  const created = await handler.fetch(new Request(path, { method: 'POST', headers, body }))
  expect(await created.json()).toMatchObject({ code: 0, data: { task_status: 'submitted' } })
  const list = await handler.fetch(new Request(path, { headers }))
  expect(await list.json()).toMatchObject({ code: 0, data: [{ task_status: 'succeed' }] })
})

it('so does the client: one task, and its picture', async () => {
  const { createOmniImageClient } = (await load(`${packages}/core/src/index.ts`)) as typeof core
  const baseUrl = 'http://emulator.test'
  const client = createOmniImageClient({ baseUrl, token: 'sk-the-key-of-the-worker', watch: { minPauseMs: 0 } })
  onTestFinished(() => client.close())
  const { images } = await client.generate({ prompt: 'A lighthouse' })
  expect(images).toHaveLength(1)
})
