import { expect, it } from 'vitest'
import {
  checkArray,
  checkBoolean,
  checkNumber,
  checkPattern,
  checkString,
  enterObject,
  type Holder,
  validate,
} from './validate.ts'

it('escapes keys in pointers', () => {
  const check = (holder: Holder, key: string | number): void => {
    const inside = enterObject(holder, key)
    if (inside) checkBoolean(inside, 'a/b~c')
  }
  expect(validate(check, { 'a/b~c': 1 })).toEqual([
    { path: '/a~1b~0c', code: 'type', expected: 'boolean', received: 'number' },
  ])
})

it('holds a list against its lengths', () => {
  const check = (holder: Holder, key: string | number): void => checkArray(holder, key, checkString, 2, 3)
  expect(validate(check, ['a', 'b'])).toBeUndefined()
  expect(validate(check, ['a'])).toEqual([{ path: '', code: 'minItems', expected: 2, received: 1 }])
  expect(validate(check, ['a', 'b', 'c', 4])).toEqual([
    { path: '', code: 'maxItems', expected: 3, received: 4 },
    { path: '/3', code: 'type', expected: 'string', received: 'number' },
  ])
})

it('holds a text against a pattern and a shortest length in characters', () => {
  const check = (holder: Holder, key: string | number): void => checkPattern(holder, key, /^[a-z😀]+$/u, 2)
  expect(validate(check, 'ab')).toBeUndefined()
  expect(validate(check, '😀')).toEqual([{ path: '', code: 'minLength', expected: 2, received: 1 }])
  expect(validate(check, 'AB')).toEqual([{ path: '', code: 'pattern', expected: '^[a-z😀]+$' }])
  expect(validate(check, 5)).toMatchObject([{ code: 'type' }])
})

it('holds a number against its range', () => {
  const check = (holder: Holder, key: string | number): void => checkNumber(holder, key, 0, 1)
  expect(validate(check, 0.5)).toBeUndefined()
  expect(validate(check, -0.5)).toEqual([{ path: '', code: 'minimum', expected: 0, received: -0.5 }])
  expect(validate(check, -Infinity)).toEqual([{ path: '', code: 'type', expected: 'number', received: '-Infinity' }])
})
