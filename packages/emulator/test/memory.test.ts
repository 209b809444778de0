import { expect, it } from 'vitest'
import { createDesk } from './desk.ts'
import { base64Image } from './sample-images.ts'

it('remembers the latest thousand requests and no more', async () => {
  const { send, emulator } = createDesk()
  for (let count = 0; count < 1005; count += 1) await send(`/lost/${count}`)
  const paths = emulator.requests().map(({ path }) => path)
  expect([paths.length, paths[0], paths.at(-1)]).toEqual([1000, '/lost/5', '/lost/1004'])
})

it('keeps of a reference what fits in a few kilobytes', async () => {
  const { create, emulator } = createDesk()
  const image = await base64Image(2000, 2000)
  await create({ image_list: [{ image }] })
  const [task, request] = [emulator.tasks()[0], emulator.requests()[0]]
  expect(JSON.stringify([task, request]).length).toBeLessThan(2000)
  expect(request?.input?.image_list?.[0]?.image).toMatch(/^png 2000x2000 \d+ bytes sha256:[0-9a-f]{64}$/)
})
