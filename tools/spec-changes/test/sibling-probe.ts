/** An app that uses the sibling's client; what must not compile stands after `@ts-expect-error`. */
export const siblingProbe = `
import {
  createImageTask,
  createOmniImageClient,
  createTaskClient,
  createTaskList,
  imageGenerationEndpoint,
  sketchEndpoint,
  type ImageGenerationInput,
  type JournalEntry,
  type OmniImageInput,
} from '@omni-image/core'
import { useOmniImage, useOmniImageTasks } from '@omni-image/react'
import { useOmniImage as useInVue } from '@omni-image/vue'

const prompt = 'a lighthouse'
const client = createTaskClient(imageGenerationEndpoint, { baseUrl: '', deadlineMs: 1000 })
const omni = createOmniImageClient()

void client.generate({ prompt })
void client.generate({
  prompt,
  model_name: 'kling-v9',
  negative_prompt: undefined,
  image: new Blob(),
  mask_list: [{ image: new Uint8Array() }] as const,
  image_reference: 'FACE',
  image_fidelity: 0.5,
  seed: '829836802793406551',
  resolution: '1K',
  n: 2,
})
void client.generate({ prompt, resolution: '2K', seed: 7n })
// @ts-expect-error a prompt is needed
void client.generate({ image: 'https://example.com/hat.png' })
// @ts-expect-error a field of the other endpoint
void client.generate({ prompt, element_list: [] })
// @ts-expect-error the endpoint knows no 4k
void client.generate({ prompt, resolution: '4k' })
// @ts-expect-error the API would ignore n
void client.generate({ prompt, resolution: '2k', n: 2 })
// @ts-expect-error no number
void client.submit({ prompt, image_fidelity: 'high' })
// @ts-expect-error no image
void client.start({ prompt, image: 7 })
// @ts-expect-error a field of the sibling
void omni.generate({ prompt, negative_prompt: 'fog' })

const screen = createImageTask({ client, journal: true })
void screen.generate({ prompt, image_reference: 'subject' })
// @ts-expect-error a field of the other endpoint
void screen.generate({ prompt, series_amount: 3 })
const list = createTaskList({ client })
void list.generate({ prompt, image_fidelity: 1 })
// @ts-expect-error no such field
void list.generate({ prompt, aspect_ratio: '1:1' })

export function Page(): void {
  void useOmniImage({ client }).generate({ prompt, negative_prompt: 'fog' })
  void useOmniImageTasks({ client }).generate({ prompt, negative_prompt: 'fog' })
  void useInVue({ client }).generate({ prompt, negative_prompt: 'fog' })
  void useOmniImage().generate({ prompt, aspect_ratio: '1:1' })
  void useOmniImage({ client: omni, onSuccess: ({ images }) => images.length }).generate({ prompt, result_type: 'series' })
  // @ts-expect-error no such field
  void useOmniImage({ client }).generate({ prompt, aspect_ratio: '1:1' })
  // @ts-expect-error no such field
  void useInVue({ client }).generate({ prompt, aspect_ratio: '1:1' })
}

void createTaskClient(sketchEndpoint).generate({ prompt, mode: 'FINE', tags: ['a', null], steps: 'few', tracking: { id: '7' } })

export const input: ImageGenerationInput = { prompt }
export const both: OmniImageInput & ImageGenerationInput = { prompt }
export const entries: readonly JournalEntry[] = []
`
