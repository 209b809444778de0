import { toShape } from '../shared/choice-look.ts'

/** A little frame in the shape of the ratio; for other words a dashed one. */
export function RatioShape({ option }: { readonly option: string }) {
  const { width, height } = toShape(option) ?? { width: 0.8, height: 0.8 }
  return (
    <svg className="ratio-shape" viewBox="0 0 24 24" aria-hidden="true" data-open={!toShape(option) || undefined}>
      <rect x={12 - width * 10} y={12 - height * 10} width={width * 20} height={height * 20} rx="2" />
    </svg>
  )
}
