import type { Field } from '@omni-image/core/wire'

export type ChoiceLook = 'ratios' | 'segments' | 'menu' | 'text'

/** How the words of a choice are drawn. */
export function choiceLook({ options = [], open }: Field): ChoiceLook {
  if (open) return 'text'
  if (options.some((option) => toShape(option))) return 'ratios'
  return options.length <= 5 ? 'segments' : 'menu'
}

/** The sides of a rectangle for a word such as `16:9`, the longer one 1; undefined for other words. */
export function toShape(option: string): { readonly width: number; readonly height: number } | undefined {
  const [, width, height] = /^(\d+):(\d+)$/.exec(option) ?? []
  const longest = Math.max(Number(width), Number(height))
  return longest > 0 ? { width: Number(width) / longest, height: Number(height) / longest } : undefined
}
