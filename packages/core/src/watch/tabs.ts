import type { Task } from '../wire/generated/types.ts'
import type { Tabs, TabsOptions } from './join-tabs.ts'
import type { Watch, Watched } from './watched.ts'

/** A task that a tab waits for. */
interface Wanted {
  readonly id: string
  readonly submittedAt: number | undefined
  readonly kind: string | undefined
}

type Message =
  /** The tab that looks asks all others what they wait for; and is heard by it, at least every ten seconds. */
  | { readonly type: 'ask' | 'alive' }
  | { readonly type: 'want'; readonly tab: string; readonly wanted: readonly Wanted[]; readonly isVisible: boolean }
  | { readonly type: 'drop'; readonly tab: string; readonly id: string }
  | { readonly type: 'see'; readonly task: Task }
  /** It cannot be looked at from here: look yourself. */
  | { readonly type: 'lost'; readonly id: string }

const alivePauseMs = 10_000

/** A tab that hears nothing for so long looks itself: the one that looks may be frozen. */
const patienceMs = 25_000

/** Long enough for a tab that looks to answer. */
const helloMs = 2_000

/** One tab of an origin looks for all: whichever holds the lock. The browser passes it on when that tab is gone. */
export function createTabs({ root, isHidden, see, add, remove, onLead, onChange }: TabsOptions): Tabs {
  const name = `omni-image/1 ${new URL(root, location.href).href}`
  const tab = crypto.randomUUID()
  const channel = new BroadcastChannel(name)
  const closed = new AbortController()
  const own = new Map<Watch, Wanted>()
  const lost = new Set<string>()
  /** What others wait for, while this tab looks. */
  const foreign = new Map<string, { readonly task: Watched; readonly tabs: Set<string> }>()
  let coveredUntil = Date.now() + helloMs
  let hasLeader = false
  /** This tab holds its own lock, so that others can tell when it is gone. */
  let isPresent = false
  /** Ends this tab's turn. */
  let handOver: (() => void) | undefined

  // oxlint-disable-next-line require-post-message-target-origin -- a channel has but one origin
  const post = (message: Message): void => channel.postMessage(message)
  const tell = (wanted: Iterable<Wanted>): void => {
    if (isPresent && !handOver) post({ type: 'want', tab, wanted: [...wanted], isVisible: !isHidden() })
  }

  /** Waits for its turn, looks until it ends, and waits again. */
  async function queue(): Promise<void> {
    while (!closed.signal.aborted) await navigator.locks.request(name, { signal: closed.signal }, lead)
  }

  async function lead(): Promise<void> {
    if (closed.signal.aborted) return // the lock may come at the very moment when nobody wants it any more
    const turn = new Promise<void>((resolve) => (handOver = resolve))
    const timer = setInterval(() => post({ type: 'alive' }), alivePauseMs)
    coveredUntil = 0
    post({ type: 'ask' })
    if (hasLeader) onLead()
    else onChange()
    await turn
    clearInterval(timer)
    handOver = undefined
    coveredUntil = Date.now() + patienceMs
    for (const { task } of foreign.values()) remove(task)
    foreign.clear()
  }

  function adopt({ id, submittedAt, kind }: Wanted, from: string): void {
    const known = foreign.get(id)
    if (known) return void known.tabs.add(from)
    const snapshot = { status: 'processing', task_id: id, submittedAt, task: undefined }
    const task: Watched = {
      isForeign: true,
      kind,
      getSnapshot: () => snapshot,
      dispatch(event) {
        if (event.type === 'see') return post({ type: 'see', task: event.task })
        post({ type: 'lost', id })
        drop(id)
      },
    }
    foreign.set(id, { task, tabs: new Set([from]) })
    add(task)
  }

  function drop(id: string, from?: string): void {
    const known = foreign.get(id)
    if (!known) return
    if (from !== undefined) known.tabs.delete(from)
    if (from !== undefined && known.tabs.size > 0) return
    foreign.delete(id)
    remove(known.task)
  }

  /** A tab holds a lock of its own while it is there, so whoever gets that knows it has gone. */
  const follow = new Set<string>()
  function dropWhenGone(from: string): void {
    if (follow.has(from)) return
    follow.add(from)
    const gone = (): void => {
      follow.delete(from)
      for (const id of [...foreign.keys()]) drop(id, from)
    }
    navigator.locks.request(`${name} ${from}`, { signal: closed.signal }, gone).catch(() => undefined)
  }

  function hear(message: Message): void {
    if (message.type === 'want' && handOver) {
      for (const wanted of message.wanted) adopt(wanted, message.tab)
      dropWhenGone(message.tab)
      post({ type: 'alive' })
      if (message.isVisible && isHidden()) handOver() // a page that nobody sees is slow
    } else if (message.type === 'drop') drop(message.id, message.tab)
    if (handOver || message.type === 'want' || message.type === 'drop') return
    hasLeader = true
    coveredUntil = Date.now() + patienceMs
    if (message.type === 'ask') tell(own.values())
    else if (message.type === 'see') see(message.task)
    else if (message.type === 'lost') {
      lost.add(message.id)
      onChange()
    }
  }

  function onVisibility(): void {
    if (handOver && isHidden()) post({ type: 'ask' })
    else tell(own.values())
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => hear(data))
  document.addEventListener('visibilitychange', onVisibility)
  const gone = new Promise<void>((resolve) => closed.signal.addEventListener('abort', () => resolve()))
  const stay = (): Promise<void> => {
    isPresent = true
    tell(own.values())
    return gone
  }
  navigator.locks.request(`${name} ${tab}`, stay).catch(() => undefined)
  queue().catch(() => undefined)

  return {
    coversMs(watch) {
      const wanted = own.get(watch)
      return wanted && !lost.has(wanted.id) ? coveredUntil - Date.now() : 0
    },
    add(watch) {
      const { submittedAt } = watch.task.getSnapshot()
      const wanted = { id: watch.id, submittedAt, kind: watch.task.kind }
      own.set(watch, wanted)
      tell([wanted])
    },
    remove(watch) {
      const wanted = own.get(watch)
      if (!wanted) return
      own.delete(watch)
      lost.delete(wanted.id)
      if (!handOver) post({ type: 'drop', tab, id: wanted.id })
    },
    close() {
      document.removeEventListener('visibilitychange', onVisibility)
      closed.abort()
      handOver?.()
      channel.close()
    },
  }
}
