import type { TaskListItem, TaskSnapshot } from '@omni-image/core'
import { omniImageCost, omniImageFields, pixels, type Field } from '@omni-image/core/wire'
import { isInEffect } from './field-layout.ts'
import { initialValues, type FormValues } from './form-values.ts'
import { toReferences } from './references-of.ts'

/** What to expect of a request, so that frames can wait for the pictures in the right shape. */
export interface PicturePlan {
  readonly count: number
  readonly widthPixels: number
  readonly heightPixels: number
  /** For the pictures' descriptions. */
  readonly subject: string
}

const fields: readonly Field[] = omniImageFields

export function planPictures(values: FormValues): PicturePlan {
  const longest = pixels[values['resolution'] as keyof typeof pixels] ?? pixels['1k']
  const ratio = ratioOf(values)
  return {
    count: countOf(values),
    widthPixels: ratio >= 1 ? longest : Math.round(longest * ratio),
    heightPixels: ratio >= 1 ? Math.round(longest / ratio) : longest,
    subject: shorten(values['prompt'] as string),
  }
}

/** The plan of what is on the stage: of the request that was sent, of one from before a reload, or of the form. */
export function planShown(
  snapshot: TaskSnapshot,
  values: FormValues,
  sent: PicturePlan | undefined,
  tasks: readonly TaskListItem[],
): PicturePlan {
  if (snapshot.status === 'idle' || snapshot.error?.code === 'invalid-input') return planPictures(values)
  if (sent) return sent
  const item = tasks.find(({ key }) => key === snapshot.external_task_id)
  const past = item && ({ ...item.options, prompt: item.prompt } as FormValues)
  return planPictures(past ? { ...initialValues(fields), ...past } : values)
}

function countOf(values: FormValues): number {
  const { count } = omniImageCost
  const word = (values[count.by[0]] ?? count.assumed) as keyof typeof count.fields
  const keys: readonly string[] = count.fields[word] ?? []
  const field = fields.find(({ key }) => keys.includes(key))
  const amount = field && isInEffect(field, values) ? values[field.key] : undefined
  const isPossible = typeof amount === 'number' && amount >= (field?.min ?? 1) && amount <= (field?.max ?? amount)
  return isPossible ? Math.floor(amount) : (count.assumedCounts[word] ?? 1)
}

/** `auto` goes by the first reference. */
function ratioOf(values: FormValues): number {
  const [, width, height] = /^(\d+):(\d+)$/.exec(values['aspect_ratio'] as string) ?? []
  if (width && height) return Number(width) / Number(height)
  const { widthPixels, heightPixels } = toReferences(fields, values)[0]?.reference ?? {}
  return widthPixels && heightPixels ? widthPixels / heightPixels : 1
}

function shorten(prompt: string): string {
  const text = prompt
    .replace(/<<<\w+>>>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length > 120 ? `${text.slice(0, 119).trimEnd()}…` : text
}
