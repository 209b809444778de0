import { describe } from 'vitest'
import { elementId, engine, field, image, judge, request, schemas } from './pairs.ts'

const codes = `${schemas}/ErrorCode/x-error-codes`

describe('a change of what only our extensions say', () => {
  judge([
    [
      'fewer references together',
      { [`${request}/x-combined-max-items/max`]: 9 },
      'breaking',
      /at most 9 items in `image_list` and `element_list` together/,
    ],
    ['more references together', { [`${request}/x-combined-max-items/max`]: 12 }, 'feature', /at most 12 items/],
    [
      'no shared limit',
      { [`${request}/x-combined-max-items`]: undefined },
      'feature',
      /no longer limited to at most 10 items/,
    ],
    [
      'larger pictures only',
      { [`${image}/x-image/minSide`]: 400 },
      'breaking',
      /`minSide` of `ImageReference.image` is `400`, before `300`/,
    ],
    ['heavier pictures too', { [`${image}/x-image/maxBytes`]: 20971520 }, 'feature', /`maxBytes`/],
    ['one kind of picture more', { [`${image}/x-image/formats/2`]: 'webp' }, 'feature', /`formats`/],
    ['one kind of picture less', { [`${image}/x-image/formats`]: ['png'] }, 'breaking', /`formats`/],
    ['a new placeholder', { [`${field}/prompt/x-references/sketch`]: 'image_list' }, 'feature', /placeholder `sketch`/],
    [
      'a placeholder less',
      { [`${field}/prompt/x-references/element`]: undefined },
      'breaking',
      /placeholder `element`/,
    ],
    [
      'two fields that exclude each other',
      { [`${field}/aspect_ratio/x-ignored-when`]: { result_type: 'series' } },
      'breaking',
      /ignored while `result_type` is `series`/,
    ],
    [
      'a field that counts again',
      { [`${field}/n/x-ignored-when`]: undefined },
      'feature',
      /`OmniImageRequest.n` always counts now/,
    ],
    [
      'a number that is not exact',
      { [`${elementId}/x-lossless`]: undefined },
      'breaking',
      /element_id` is a plain number again/,
    ],
    ['other pixels', { [`${field}/resolution/x-pixels/1k`]: 1280 }, 'fix', /pixels/],
    [
      'a hidden field',
      { [`${field}/n/x-form`]: { hidden: true } },
      'fix',
      /Forms show `OmniImageRequest.n` in another way/,
    ],
    [
      'a new error',
      { [`${codes}/1305`]: { kind: 'server', description: 'Busy' } },
      'feature',
      /error `1305` is understood: `server` \(Busy\)/,
    ],
    ['an error less', { [`${codes}/1304`]: undefined }, 'breaking', /error `1304` is no longer understood/],
    [
      'another kind of error',
      { [`${codes}/1304/kind`]: 'authentication' },
      'breaking',
      /`authentication`, before `permission`/,
    ],
    ['an error worth another try', { [`${codes}/1304/retryable`]: true }, 'fix', /`1304` is now worth another try/],
    [
      'a finer error',
      { [`${codes}/1201/when/2`]: { message: 'too long', kind: 'invalid-request' } },
      'feature',
      /`1201` with `too long` in its message/,
    ],
    ['an error described anew', { [`${codes}/1304/description`]: 'Not here' }, 'docs', /`1304` is described anew/],
    [
      'a code of success',
      { [`${schemas}/SuccessCode/x-success-codes/5`]: 'ok' },
      'fix',
      /code `ok` count as successful/,
    ],
    [
      'a code of success less',
      { [`${schemas}/SuccessCode/x-success-codes`]: [0, 200, '0', '200'] },
      'breaking',
      /`success` count as failed/,
    ],
    [
      'a new word for a status',
      { [`${engine}/words/failed/2`]: 'cancelled' },
      'feature',
      /`cancelled` is understood as `failed`/,
    ],
    [
      'a word that means another status',
      { [`${engine}/words/submitted`]: ['submitted', 'queued'], [`${engine}/words/processing/3`]: 'pending' },
      'breaking',
      /`pending` means `processing`, before `submitted`/,
    ],
    [
      'a new status',
      { [`${engine}/words/cancelled`]: ['cancelled'] },
      'breaking',
      /status of a task of `createOmniImage` can now be `cancelled`/,
    ],
    ['a status that ends a task', { [`${engine}/final/2`]: 'processing' }, 'breaking', /`processing` ends a task/],
    ['less patience', { [`${engine}/deadlineMs`]: 300000 }, 'breaking', /ends after 300 s, before 600 s/],
    ['more patience', { [`${engine}/deadlineMs`]: 900000 }, 'feature', /ends after 900 s/],
    [
      'another price',
      { [`${engine}/price/units/4k`]: 20 },
      'fix',
      /`price.units.4k` of `createOmniImage`'s tasks is `20`, before `16`/,
    ],
    ['another duration', { [`${engine}/duration/medianMs`]: 30000 }, 'fix', /`duration.medianMs`/],
    ['no list', { [`${engine}/list`]: undefined }, 'breaking', /cannot be listed any more/],
    ['tasks no longer', { [engine]: undefined }, 'breaking', /no longer makes tasks that can be followed/],
  ])
})
