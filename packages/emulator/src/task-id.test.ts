import { expect, it } from 'vitest'
import { taskIdOf } from './task-id.ts'

it('gives eighteen digits and never the same twice', () => {
  const ids = Array.from({ length: 5000 }, (_, sequence) => taskIdOf('7', sequence))
  expect(new Set(ids).size).toBe(5000)
  expect(ids.every((id) => /^8\d{17}$/.test(id))).toBe(true)
})
