import { omniImageFields, type Field } from '@omni-image/core/wire'
import { expect, it, vi } from 'vitest'
import { createForm, type Form } from './create-form.ts'
import { toThumbnails, type Thumbnail } from './thumbnails.ts'
import { toVerdictWords } from './verdict.ts'

const images = (omniImageFields as readonly Field[]).find(({ kind }) => kind === 'images')!
const thumbnailsOf = (form: Form): readonly Thumbnail[] => toThumbnails(images, '/image_list', form.getState())

/** By its segments 400 by 300 pixels, which its EXIF data turns on their side. */
const turnedJpeg = Uint8Array.from([
  ...[0xff, 0xd8, 0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
  ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
  ...[0xff, 0xc0, 0, 11, 8, 1, 44, 1, 144, 1, 1, 0x11, 0, 0xff, 0xd9],
])

/** A form with one picture that has been looked at. */
async function formWith(image: File | string): Promise<{ form: Form; thumbnail: () => Thumbnail }> {
  const form = createForm(omniImageFields)
  form.addImages([image])
  const thumbnail = (): Thumbnail => thumbnailsOf(form)[0]!
  expect(thumbnail()).toMatchObject({ facts: 'Checking…', verdict: { state: 'checking', sentences: [] } })
  await vi.waitFor(() => expect(thumbnail().verdict.state).not.toBe('checking'))
  return { form, thumbnail }
}

it.each<[string, File | string, object]>([
  [
    'a GIF',
    new File(['GIF89a'], 'wave.png'),
    { facts: 'GIF · 6 bytes', verdict: { state: 'bad', sentences: ['This is a GIF file. Take a JPEG or PNG.'] } },
  ],
  [
    'no picture',
    new File(['words'], 'notes.txt'),
    { canFix: false, verdict: { sentences: ['This is no picture that can be used. Take a JPEG or PNG.'] } },
  ],
  ['an empty file', new File([], 'hat.png'), { canFix: false, verdict: { sentences: ['The file is empty.'] } }],
  [
    'half a picture',
    new File([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)], 'hat.jpg'),
    { canFix: false, verdict: { sentences: ['The file is cut off or damaged.'] } },
  ],
  [
    'an address',
    'https://example.com/a/hat.jpg?size=2',
    { facts: 'example.com', verdict: { state: 'good', sentences: ['The API fetches it from there.'] } },
  ],
  [
    'an address with a password',
    'https://me:secret@example.com/hat.jpg',
    { facts: 'example.com', verdict: { state: 'doubtful', sentences: [expect.stringContaining('password')] } },
  ],
  [
    'a JPEG that EXIF data alone turns',
    new File([turnedJpeg], 'hat.jpg'),
    {
      canFix: true,
      facts: expect.stringContaining('300 × 400'),
      verdict: { state: 'doubtful', sentences: [expect.stringContaining('EXIF')] },
    },
  ],
  [
    'words',
    'a hat, please',
    { canFix: false, facts: '', verdict: { state: 'bad', sentences: [expect.stringContaining('Base64')] } },
  ],
])('%s', async (_name, image, expected) => {
  const { thumbnail } = await formWith(image)
  expect(thumbnail()).toMatchObject(expected)
})

it('what the browser can show can be tried, whatever it is', async () => {
  const { form, thumbnail } = await formWith(new File(['BM'], 'scan.bmp'))
  form.measure(thumbnail().reference.id, 400, 300)
  expect(thumbnail()).toMatchObject({ facts: '400 × 300 · 2 bytes', canFix: true })
})

it('a fix that fails says why, and is not offered again', async () => {
  const { form, thumbnail } = await formWith(new File(['GIF89a'], 'wave.gif'))
  const fixed = form.fix(thumbnail().reference.id)
  expect(toVerdictWords(thumbnailsOf(form))).toBe('Fixing wave.gif…')
  await fixed
  expect(thumbnail()).toMatchObject({
    canFix: false,
    verdict: { state: 'bad', sentences: [expect.stringMatching(/^Could not be fixed\. Only a browser/)] },
  })
})

it('a picture that is taken out while it is fixed stays out', async () => {
  const { form, thumbnail } = await formWith(new File(['GIF89a'], 'wave.gif'))
  const fixed = form.fix(thumbnail().reference.id)
  form.remove('/image_list', 0)
  await fixed
  expect(thumbnailsOf(form)).toEqual([])
})
