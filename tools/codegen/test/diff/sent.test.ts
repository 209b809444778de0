import { describe } from 'vitest'
import { elementId, field, judge, request, text } from './pairs.ts'

describe('a change of what is sent', () => {
  judge([
    ['a new field', { [`${field}/mood`]: text }, 'feature', /`OmniImageRequest\.mood` is new: Something new\.$/],
    [
      'a new field that has to be given',
      { [`${field}/mood`]: text, [`${request}/required`]: ['model_name', 'prompt', 'mood'] },
      'breaking',
      /mood` is new and has to be given/,
    ],
    [
      'a new required field with a default',
      { [`${field}/mood`]: { ...text, default: 'x' }, [`${request}/required`]: ['model_name', 'prompt', 'mood'] },
      'feature',
      /mood` is new/,
    ],
    [
      'a new field whose description has a dot in the middle',
      { [`${field}/mood`]: { type: 'string', description: 'A mood, e.g. `calm` or so. And more.' } },
      'feature',
      /is new: A mood, e\.g\. `calm` or so\.$/,
    ],
    [
      'a field that should not be used any more',
      { [`${field}/callback_url/deprecated`]: true },
      'feature',
      /callback_url` is now deprecated/,
    ],
    ['a field less', { [`${field}/aspect_ratio`]: undefined }, 'breaking', /aspect_ratio` is gone; take it out of/],
    [
      'an old field that has to be given',
      { [`${request}/required`]: ['model_name', 'prompt', 'callback_url'] },
      'breaking',
      /callback_url` has to be given now/,
    ],
    [
      'an old field with a default that has to be given',
      { [`${request}/required`]: ['model_name', 'prompt', 'n'] },
      'fix',
      /`OmniImageRequest.n` is now always sent/,
    ],
    ['a field that can be left out', { [`${request}/required`]: ['model_name'] }, 'feature', /prompt` can be left out/],
    ['a new word', { [`${field}/resolution/enum/3`]: '8k' }, 'feature', /resolution` can now be `8k`/],
    ['a word less', { [`${field}/aspect_ratio/enum`]: ['1:1', 'auto'] }, 'breaking', /can no longer be `16:9`/],
    [
      'a word less where others are welcome',
      { [`${field}/model_name/enum`]: ['kling-v4-omni'], [`${field}/model_name/default`]: undefined },
      'breaking',
      /Where you leave `OmniImageRequest.model_name` out, it has to be given/,
    ],
    [
      'a suggestion less',
      { [`${field}/model_name/enum`]: ['kling-v3-omni'] },
      'fix',
      /no longer suggests `kling-image-o1`, which is still accepted/,
      { [`${field}/model_name/enum`]: ['kling-v3-omni', 'kling-image-o1'] },
    ],
    [
      'words where any text went',
      { [`${field}/external_task_id/enum`]: ['a', 'b'] },
      'breaking',
      /can only be `a` and `b`/,
    ],
    [
      'any text where words were',
      { [`${field}/resolution/enum`]: undefined, [`${field}/resolution/x-pixels`]: undefined },
      'feature',
      /resolution` can be any text/,
    ],
    ['an open list of words', { [`${field}/resolution/x-open-enum`]: true }, 'feature', /may hold words beyond/],
    ['a list of words that closes', { [`${field}/model_name/x-open-enum`]: false }, 'breaking', /no others/],
    [
      'a shorter text',
      { [`${field}/prompt/maxLength`]: 2000 },
      'breaking',
      /at most 2000 characters long, before 2500/,
    ],
    ['a longer text', { [`${field}/prompt/maxLength`]: 3000 }, 'feature', /at most 3000 characters long, before 2500/],
    ['a limit that was not there', { [`${field}/callback_url/maxLength`]: 200 }, 'breaking', /there was no such limit/],
    [
      'a limit that is gone',
      { [`${field}/prompt/maxLength`]: undefined },
      'feature',
      /no longer limited to at most 2500/,
    ],
    [
      'a lower bound that rises',
      { [`${field}/n/minimum`]: 2, [`${field}/n/default`]: 2 },
      'breaking',
      /`OmniImageRequest.n` is at least 2, before 1/,
    ],
    [
      'a wider range inside a choice',
      { [`${field}/series_amount/anyOf/0/maximum`]: 12 },
      'feature',
      /series_amount` is at most 12, before 9/,
    ],
    [
      'one way less to say it',
      { [`${field}/series_amount/anyOf/1`]: undefined },
      'breaking',
      /can no longer be a text/,
    ],
    [
      'one way more to say it',
      { [`${field}/series_amount/anyOf/2`]: { type: 'boolean' } },
      'feature',
      /can now also be true or false/,
    ],
    ['a shorter list', { [`${field}/image_list/maxItems`]: 4 }, 'breaking', /image_list` is at most 4 items long/],
    ['a pattern', { [`${field}/external_task_id/pattern`]: '^[a-z]+$' }, 'breaking', /has to match `\^\[a-z\]\+\$`/],
    [
      'no need for an address',
      { [`${field}/callback_url/format`]: undefined },
      'feature',
      /no longer has to be a `uri`/,
    ],
    ['a format that nothing checks', { [`${elementId}/format`]: undefined }, 'docs', /element_id` is described/],
    ['null is welcome', { [`${field}/external_task_id/type`]: ['string', 'null'] }, 'feature', /can now be null/],
    [
      'another type',
      {
        [`${field}/n/type`]: 'string',
        [`${field}/n/minimum`]: undefined,
        [`${field}/n/maximum`]: undefined,
        [`${field}/n/default`]: undefined,
      },
      'breaking',
      /is a text, and no longer a whole number/,
    ],
    ['fractions too', { [`${field}/n/type`]: 'number' }, 'feature', /is a number, and no longer a whole number/],
    // The API fills defaults in by itself, except for those that core sends.
    ['another default', { [`${field}/resolution/default`]: '2k' }, 'feature', /`2k` where it is left out, before `1k`/],
    ['a default', { [`${field}/external_task_id/default`]: 'x' }, 'feature', /is `x` where it is left out/],
    [
      'another default of a required field',
      { [`${field}/model_name/default`]: 'kling-v4-omni' },
      'breaking',
      /it is sent as `kling-v4-omni`, before `kling-v3-omni`/,
    ],
  ])
})
