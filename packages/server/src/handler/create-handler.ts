import { basePath as specBasePath, imageLimits, omniImageFields, type Field } from '@omni-image/core/wire'
import { createCallbacks } from '../callback/callbacks.ts'
import { systemClock } from '../clock.ts'
import { createTaskFeed } from '../feed/task-feed.ts'
import { isFinal } from '../feed/task-stage.ts'
import { createFinisher } from '../finish/finisher.ts'
import { createLocalFinishes } from '../finish/local-finishes.ts'
import { createLocalHints } from '../hints/hints.ts'
import { createBodyBudget } from '../input/body-budget.ts'
import { createLimits } from '../limits/limits.ts'
import { createKeyedHash } from '../ownership/keyed-hash.ts'
import { createMarkedOwners } from '../ownership/marked-owners.ts'
import { createStoredOwners } from '../ownership/stored-owners.ts'
import { createPush } from '../push/push.ts'
import { createUpstream } from '../upstream/upstream.ts'
import { createAnswers } from './answers.ts'
import { checkOptions } from './check-options.ts'
import type { Desk } from './desk.ts'
import { quietLogger } from './log.ts'
import { createMeeting } from './meet-task.ts'
import type { OmniImageHandler } from './omni-image-handler.ts'
import type { OmniImageHandlerOptions } from './options.ts'

/**
 * The API's own paths, for browsers: the key stays here, each user sees only their own tasks, and pages are told of
 * changes at once. The browser's client needs no `baseUrl` and no token.
 *
 * @example
 * const handler = createOmniImageHandler({
 *   upstream: { baseUrl: 'https://api.example.com', token: process.env.OMNI_IMAGE_TOKEN },
 *   secret: process.env.OMNI_IMAGE_SECRET,
 *   authorize: async (request) => (await readSession(request))?.userId,
 * })
 * serve({ fetch: handler.fetch, port: 3000 })
 */
export function createOmniImageHandler(options: OmniImageHandlerOptions): OmniImageHandler {
  checkOptions(options)
  const { clock = systemClock, limits: limitOptions = {}, logger = quietLogger, shared, onTaskFinished } = options
  const secrets = [options.secret ?? developmentSecret].flat()
  const keys = secrets.map(createKeyedHash)
  const hints = options.hints ?? shared?.hints ?? createLocalHints()
  const upstream = createUpstream(options.upstream, clock, options.watch)
  const limits = createLimits({ ...shared, ...limitOptions }, clock)
  const finishes = options.finishes ?? shared?.finishes ?? createLocalFinishes()
  const finisher = onTaskFinished && createFinisher({ onTaskFinished, finishes, clock, logger })
  const { isExpected } = finisher ?? {}
  const feed = createTaskFeed({ upstream, hints, clock, maxTasks: options.maxTasks ?? 50_000, isExpected })
  feed.listen(({ task, externalId, user }) => {
    if (externalId !== undefined && isFinal(task)) limits.releaseTask(user, externalId)
  })
  const { bodyBytes = largestBodyBytes(), bodyBytesPerUser = bodyBytes, bodyBytesAtOnce = 2 * bodyBytes } = limitOptions
  const push = createPush(feed, options.streams ?? {}, clock)
  const { ownership } = options

  const desk: Desk = {
    options: { ...options, basePath: options.basePath ?? specBasePath, clock },
    upstream,
    feed,
    push,
    limits,
    logger,
    hints,
    owners: typeof ownership === 'object' ? createStoredOwners(ownership.store, keys) : createMarkedOwners(keys),
    budget: createBodyBudget(bodyBytesPerUser, bodyBytesAtOnce),
    maxBodyBytes: bodyBytes,
    underway: new Set(),
    callbacks: options.callbacks && createCallbacks(options.callbacks, keys, clock),
    finisher,
  }
  const answer = createAnswers(desk)
  const unsubscribe = hints.subscribe(createMeeting(desk))
  finisher?.start(feed)

  return {
    fetch: answer.fetch,
    close: async () => {
      answer.close()
      unsubscribe()
      const told = finisher?.close()
      push.close()
      feed.close()
      upstream.close()
      await told
    },
  }
}

/** There is one user then, and nobody else is let in. */
const developmentSecret = 'development without authorize, on this machine alone'

/** As many images as the spec allows, each as large as it allows, in Base64, and some room for words. */
function largestBodyBytes(): number {
  const list = (omniImageFields as readonly Field[]).find(({ kind }) => kind === 'images')
  const images = list?.maxItems ?? list?.combinedMax?.max ?? 1
  return images * Math.ceil(imageLimits.maxBytes / 3) * 4 + 0x100000
}
