import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imageLimits } from '../wire/generated/image-limits.ts'
import { planSides } from './plan-sides.ts'

const side = fc.integer({ min: 1, max: 30_000 })

describe.each(['pad', 'crop'] as const)('%s', (ratio) => {
  it('makes sides that the API takes out of any sides', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 8000 }), (width, height, maxSide) => {
        const { canvas, source, target } = planSides({ width, height }, { ratio, maxSide })
        expect(Math.min(canvas.width, canvas.height)).toBeGreaterThanOrEqual(imageLimits.minSide)
        expect(canvas.width / canvas.height).toBeGreaterThanOrEqual(imageLimits.minRatio)
        expect(canvas.width / canvas.height).toBeLessThanOrEqual(imageLimits.maxRatio)
        expect(Math.max(canvas.width, canvas.height)).toBeLessThanOrEqual(Math.max(maxSide, 750))
        expect(Math.min(source.x, source.y, target.x, target.y)).toBeGreaterThanOrEqual(0)
        expect(source.x + source.width).toBeLessThanOrEqual(width)
        expect(source.y + source.height).toBeLessThanOrEqual(height)
        expect(target.x + target.width).toBeLessThanOrEqual(canvas.width)
        expect(target.y + target.height).toBeLessThanOrEqual(canvas.height)
      }),
      { numRuns: 3000, seed: 1 },
    )
  })

  it('changes nothing about sides that are fine', () => {
    const { canvas, source, target, scale } = planSides({ width: 4000, height: 3000 }, { ratio, maxSide: 4096 })
    const whole = { x: 0, y: 0, width: 4000, height: 3000 }
    expect({ canvas, source, target, scale }).toEqual({
      canvas: { width: 4000, height: 3000 },
      source: whole,
      target: whole,
      scale: 1,
    })
  })

  it('brings a large picture down', () => {
    expect(planSides({ width: 6000, height: 4000 }, { ratio, maxSide: 4096 }).canvas).toEqual({
      width: 4096,
      height: 2731,
    })
  })

  it('brings a small picture up', () => {
    expect(planSides({ width: 200, height: 250 }, { ratio, maxSide: 4096 })).toMatchObject({
      canvas: { width: 300, height: 375 },
      scale: 1.5,
    })
  })
})

it('pads a wide picture above and below', () => {
  expect(planSides({ width: 3000, height: 600 }, { ratio: 'pad', maxSide: 4096 })).toMatchObject({
    canvas: { width: 3000, height: 1200 },
    source: { x: 0, y: 0, width: 3000, height: 600 },
    target: { x: 0, y: 300, width: 3000, height: 600 },
  })
})

it('pads a tall picture on both sides', () => {
  expect(planSides({ width: 400, height: 2000 }, { ratio: 'pad', maxSide: 4096 })).toMatchObject({
    canvas: { width: 800, height: 2000 },
    target: { x: 200, y: 0, width: 400, height: 2000 },
  })
})

it('crops a wide picture to its middle', () => {
  expect(planSides({ width: 3000, height: 600 }, { ratio: 'crop', maxSide: 4096 })).toMatchObject({
    canvas: { width: 1500, height: 600 },
    source: { x: 750, y: 0, width: 1500, height: 600 },
    target: { x: 0, y: 0, width: 1500, height: 600 },
  })
})
