import { omniImageCost, type OmniImageRequest, writeJson } from '@omni-image/core/wire'

const largeText = 0x10000

/** The body for the API. Images leave JavaScript's memory on the way: one long string would be copied several times. */
export function toWire(request: OmniImageRequest): string | Blob {
  const large = (request.image_list ?? []).map(({ image }) => image).filter((image) => image.length > largeText)
  if (large.length === 0) return writeJson(request)
  const mark = crypto.randomUUID()
  const image_list = request.image_list?.map(({ image }) => ({ image: image.length > largeText ? mark : image }))
  const pieces = writeJson({ ...request, image_list }).split(`"${mark}"`)
  return new Blob(pieces.flatMap((piece, index) => (index === 0 ? piece : [...quote(large[index - 1]!), piece])))
}

/** Base64 needs no escapes, and looking is cheaper than copying. */
function quote(text: string): string[] {
  return /[^\w+/=-]/.test(text) ? [JSON.stringify(text)] : ['"', text, '"']
}

/** How many images a request asks for; where the API chooses itself, the number it usually chooses. */
export function countImages(request: OmniImageRequest): number {
  const { by, assumed, fields, assumedCounts } = omniImageCost.count
  const values = request as unknown as Readonly<Record<string, unknown>>
  const way = (values[by[0]] ?? assumed) as keyof typeof fields
  const count = values[fields[way][0]]
  return typeof count === 'number' ? count : assumedCounts[way]
}
