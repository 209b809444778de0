import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { createEmulator } from '@omni-image/emulator'
import { rolldown } from 'rolldown'
import { expect, it, onTestFinished } from 'vitest'

const server = fileURLToPath(new URL('../../../packages/server', import.meta.url))
const path = 'https://app.test/kling/v1/images/omni-image'

/** What an edge worker has of the globals that `@omni-image/server` might want. Nothing of Node's is among it. */
const webGlobals = {
  AbortController,
  AbortSignal,
  Blob,
  Headers,
  ReadableStream,
  Request,
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

it('the server works where there is nothing of Node', async () => {
  const emulator = createEmulator({ token: 'sk-the-key-of-the-worker', latency: 0 })
  onTestFinished(() => emulator.close())
  const bundle = await rolldown({
    input: `${server}/examples/worker/worker.ts`,
    platform: 'browser',
    resolve: {
      alias: { '@omni-image/server': `${server}/src/index.ts` },
      conditionNames: ['@omni-image/source', 'workerd', 'worker', 'browser', 'import', 'default'],
    },
  })
  const { output } = await bundle.generate({ format: 'iife', name: 'worker', exports: 'named', codeSplitting: false })
  expect(output[0].imports).toEqual([])

  const context = vm.createContext({ ...webGlobals, fetch: emulator.fetch })
  const { OmniImageObject } = vm.runInContext(`${output[0].code}; worker`, context) as {
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
