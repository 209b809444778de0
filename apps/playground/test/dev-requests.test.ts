import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { expect, it } from 'vitest'
import { answerPage } from '../server/answer-page.ts'
import { createEmulatorEndpoint } from '../server/emulator-endpoint.ts'

it('the dev server, whose requests are not the runtime’s own, gives out the pictures', async () => {
  const endpoint = createEmulatorEndpoint({ latency: 10 })
  const answer = getRequestListener((request, environment) => answerPage(endpoint, request, environment), {
    overrideGlobalObjects: false,
  })
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/kling/v1/images/omni-image`
  const body = JSON.stringify({ model_name: 'kling-v3-omni', prompt: 'a lighthouse', external_task_id: 'one' })
  await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const look = async (): Promise<string | undefined> => {
    const { data } = (await (await fetch(`${address}/one`)).json()) as {
      data: { task_result?: { images?: { url: string }[] } }
    }
    return data.task_result?.images?.[0]?.url
  }
  await expect.poll(look).toContain('/files/')
  const picture = await fetch((await look())!)
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(1_000)
  server.closeAllConnections()
  server.close()
  await endpoint.close()
})
