import type { Task } from '@omni-image/core/wire'
import { createCallbacks } from './callbacks.ts'
import { ConnectionCut } from './connection-cut.ts'
import { createTaskMaker } from './create-task.ts'
import { createFaultScript } from './fault-script.ts'
import { createFileAddresses } from './file-address.ts'
import { createGate } from './gate.ts'
import type { Ledger } from './ledger.ts'
import { listen } from './listen.ts'
import type { Listening } from './listen.ts'
import { toSettings } from './options.ts'
import type { EmulatorOptions } from './options.ts'
import { createPauses } from './pauses.ts'
import { PictureShelf } from './picture/picture-shelf.ts'
import { createRequestHandler } from './request-handler.ts'
import { RequestLog } from './request-log.ts'
import type { LoggedRequest } from './request-log.ts'
import { momentOf } from './task-life.ts'
import type { Moment } from './task-life.ts'
import { toTask } from './task-object.ts'
import type { TaskRecord } from './task-record.ts'
import { TaskStore } from './task-store.ts'

export interface Emulator {
  /**
   * The whole API without a socket; takes what `fetch` takes, so that a client can have it as its `fetch`.
   * An abort rejects at once, but what was sent before it takes effect, as on a network.
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /** Serves the same on 127.0.0.1; without a port, on a free one. Faults cut real sockets. */
  readonly listen: (port?: number) => Promise<Listening>
  /** The tasks as the API would show them now, newest first. */
  readonly tasks: () => Task[]
  /** What would have been billed: all that was accepted, also what failed or was never looked at. */
  readonly ledger: () => Ledger
  /** The latest 1,000 requests, oldest first, without tokens and image data. */
  readonly requests: () => LoggedRequest[]
  /** Stops callbacks, servers and whatever a fault holds back. A later `fetch` is refused like a connection to a closed port. */
  readonly close: () => Promise<void>
}

const decodingsAtOnce = 2

/**
 * The omni-image API on your desk, with its rules: limits, unique ids, slots, time, pictures.
 *
 * @example
 * const emulator = createEmulator({ latency: 3000 })
 * const client = createOmniImageClient({ baseUrl: 'http://emulator.test', token: 'any', fetch: emulator.fetch })
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const settings = toSettings(options)
  const { seed, clock, limits } = settings
  const store = new TaskStore(limits)
  const log = new RequestLog()
  const view = { addresses: createFileAddresses(seed), urlLifetimeMs: limits.urlLifetimeMs }
  const show = (record: TaskRecord, moment: Moment, home: string = record.home): Task =>
    toTask(record, moment, home, view)
  const decideFault = createFaultScript(options.faults)
  const callbacks = createCallbacks(settings, decideFault, show)
  const pauses = createPauses(clock)
  const servers = new Set<Listening>()
  let isClosed = false

  const handle = createRequestHandler({
    settings,
    files: { seed, store, addresses: view.addresses, shelf: new PictureShelf(limits.pictureCacheBytes) },
    log,
    maker: createTaskMaker(settings, store, createGate(decodingsAtOnce)),
    decideFault,
    show,
    onCreated: callbacks.follow,
    pause: pauses.pause,
  })
  const answer = async (request: Request): Promise<Response> => {
    if (isClosed) throw new ConnectionCut('ECONNREFUSED')
    return handle(request)
  }

  return {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      return Promise.race([answer(request), rejectionOf(request.signal)])
    },
    listen: async (port) => {
      const server = await listen(answer, port)
      servers.add(server)
      return server
    },
    tasks: () => {
      const nowMs = clock.now()
      store.forget(nowMs)
      return store.newestFirst().map((record) => show(record, momentOf(record, nowMs)))
    },
    ledger: () => store.ledger(),
    requests: () => log.list(),
    close: async () => {
      isClosed = true
      callbacks.close()
      pauses.close()
      await Promise.all([...servers].map((server) => server.close()))
      servers.clear()
    },
  }
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}
