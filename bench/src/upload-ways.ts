import { createOmniImageClient } from '@omni-image/core'

const prompt = 'ten photos'

/** With the SDK, from files or from their Base64. */
export async function ours(images: readonly (Blob | string)[], baseUrl: string): Promise<void> {
  const client = createOmniImageClient({ baseUrl })
  await client.submit({ prompt, image_list: images.map((image) => ({ image })) })
  client.close()
}

/** What is written by hand: each file read as Base64, one JSON text, one fetch. */
export async function naive(images: readonly Blob[], baseUrl: string): Promise<void> {
  const image_list = await Promise.all(images.map(async (image) => ({ image: await readBase64(image) })))
  const response = await fetch(`${baseUrl}/kling/v1/images/omni-image`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model_name: 'kling-v3-omni', prompt, image_list }),
  })
  await response.json()
}

export async function readBase64(image: Blob): Promise<string> {
  if (typeof FileReader === 'undefined') return Buffer.from(await image.arrayBuffer()).toString('base64')
  const reader = new FileReader()
  const read = new Promise((resolve) => reader.addEventListener('load', resolve))
  reader.readAsDataURL(image)
  await read
  return (reader.result as string).split(',')[1]!
}
