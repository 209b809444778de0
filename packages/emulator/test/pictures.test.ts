import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createDesk, origin, urlsOf } from './desk.ts'
import type { Desk } from './desk.ts'
import { base64Image } from './sample-images.ts'

const ratios = {
  '16:9': 16 / 9,
  '9:16': 9 / 16,
  '1:1': 1,
  '4:3': 4 / 3,
  '3:4': 3 / 4,
  '3:2': 3 / 2,
  '2:3': 2 / 3,
  '21:9': 21 / 9,
}
const longest = { '1k': 1024, '2k': 2048, '4k': 4096 }

/** Creates a task, waits it out and returns the addresses of its pictures. */
async function finish({ create, get, clock }: Desk, changes: Record<string, unknown>): Promise<string[]> {
  const { data } = await create(changes)
  clock.advance(10_000)
  return urlsOf((await get(data.task_id)).data)
}

async function fetchPicture(desk: Desk, url: string | undefined): Promise<Buffer> {
  const answer = await desk.send(String(url).replace(origin, ''), { headers: {} })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
  return Buffer.from(await answer.arrayBuffer())
}

async function sizeOf(picture: Buffer): Promise<[number, number]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true }) // decodes it all
  expect(data.length).toBe(info.width * info.height * info.channels)
  return [info.width, info.height]
}

const cases = Object.keys(ratios).flatMap((aspect_ratio) =>
  Object.keys(longest)
    .filter((resolution) => resolution !== '4k' || aspect_ratio === '21:9')
    .map((resolution) => [resolution, aspect_ratio] as [keyof typeof longest, keyof typeof ratios]),
)

describe('pictures', () => {
  it.each(cases)('have the right size: %s, %s', async (resolution, aspect_ratio) => {
    const desk = createDesk()
    const [url] = await finish(desk, { resolution, aspect_ratio })
    const [width, height] = await sizeOf(await fetchPicture(desk, url))
    expect(Math.max(width, height)).toBe(longest[resolution])
    expect(Math.abs(width - height * ratios[aspect_ratio])).toBeLessThanOrEqual(1.2)
  })

  it('go by the first reference where the ratio is auto, and are square without one', async () => {
    const desk = createDesk()
    const image = await base64Image(600, 300)
    const [byReference] = await finish(desk, { image_list: [{ image: 'https://a.test/a.png' }, { image }] })
    expect(await sizeOf(await fetchPicture(desk, byReference))).toEqual([1024, 512])
    const [square] = await finish(desk, {})
    expect(await sizeOf(await fetchPicture(desk, square))).toEqual([1024, 1024])
  })

  it('of one task differ from each other, and from those of the next', async () => {
    const desk = createDesk()
    const urls = [
      ...(await finish(desk, { n: 2 })),
      ...(await finish(desk, { result_type: 'series', series_amount: 3 })),
    ]
    const pictures = await Promise.all(urls.map((url) => fetchPicture(desk, url)))
    expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(5)
  })

  it('show the references', async () => {
    const plain = createDesk()
    const withReference = createDesk()
    const [before] = await finish(plain, { aspect_ratio: '1:1' })
    const [after] = await finish(withReference, {
      aspect_ratio: '1:1',
      image_list: [{ image: await base64Image(300, 300) }],
    })
    const tile = { left: 60, top: 850, width: 60, height: 40 }
    const meanOf = async (picture: Buffer): Promise<number[]> =>
      (await sharp(await sharp(picture).extract(tile).toBuffer()).stats()).channels.map(({ mean }) => Math.round(mean))
    expect(await meanOf(await fetchPicture(plain, before))).not.toEqual([122, 78, 159])
    const [red = 0, green = 0, blue = 0] = await meanOf(await fetchPicture(withReference, after))
    expect([Math.abs(red - 122) < 4, Math.abs(green - 78) < 4, Math.abs(blue - 159) < 4]).toEqual([true, true, true])
  })

  it('have a copy with a watermark when asked for, and none otherwise', async () => {
    const desk = createDesk()
    const [url = ''] = await finish(desk, { watermark_info: { enabled: true } })
    const marked = desk.emulator.tasks()[0]?.task_result?.images?.[0]?.watermark_url ?? ''
    expect(await fetchPicture(desk, marked)).not.toEqual(await fetchPicture(desk, url))
    await finish(desk, {})
    expect(desk.emulator.tasks()[0]?.task_result?.images?.[0]).not.toHaveProperty('watermark_url')
  })

  it('can be read in any script and with what no font has', async () => {
    const desk = createDesk()
    const [url] = await finish(desk, { prompt: `Привет, ελληνικά, Việt, 漢字 🦊 <&> ${'x'.repeat(500)}` })
    expect(await sizeOf(await fetchPicture(desk, url))).toEqual([1024, 1024])
  })

  it('need no key, and a key that is sent to them is noted', async () => {
    const desk = createDesk({ token: 'right' })
    const { data } = (await (
      await desk.send('/v1/images/omni-image', {
        method: 'POST',
        body: '{"model_name":"kling-v3-omni","prompt":"x"}',
        headers: { authorization: 'Bearer right', 'content-type': 'application/json' },
      })
    ).json()) as { data: { task_id: string } }
    desk.clock.advance(10_000)
    const url = urlsOf(desk.emulator.tasks().at(0)!).at(0) ?? ''
    await fetchPicture(desk, url)
    await desk.send(url.replace(origin, ''), { headers: { authorization: 'Bearer right' } })
    const files = desk.emulator.requests().filter(({ operation }) => operation === 'file')
    expect(files.map(({ hasAuthorization, path }) => [hasAuthorization, path])).toEqual([
      [false, `/files/${data.task_id}/0.png`],
      [true, `/files/${data.task_id}/0.png`],
    ])
  })

  it('are gone after a day, and never answer to an address that was made up', async () => {
    const desk = createDesk()
    const [url = ''] = await finish(desk, {})
    const statusOf = async (address: string): Promise<number> => (await desk.send(address.replace(origin, ''))).status
    const [base = ''] = url.split('?')
    const later = url.replace(/Expires=(\d+)/, (_, seconds) => `Expires=${Number(seconds) + 1000}`)
    expect(await Promise.all([statusOf(base), statusOf(later), statusOf(url.replace('/0.png', '/1.png'))])).toEqual([
      403, 403, 403,
    ])
    desk.clock.advance(24 * 60 * 60 * 1000 - 1)
    expect(await statusOf(url)).toBe(200)
    desk.clock.advance(1)
    expect(await statusOf(url)).toBe(403)
  })
})
