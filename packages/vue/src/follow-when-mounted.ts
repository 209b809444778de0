import {
  getCurrentInstance,
  getCurrentScope,
  onActivated,
  onDeactivated,
  onMounted,
  watch,
  type ComputedRef,
  type WatchStopHandle,
} from 'vue'

/**
 * Calls `follow` with what `source` holds now, and again with whatever takes its place; what it hands to `onCleanup` is
 * called before that and when the scope ends. In a component it begins once that is mounted: what a journal holds may
 * show neither on a server nor while a page is hydrated. While KeepAlive keeps the component out of sight it leaves off.
 */
export function followWhenMounted<Shown>(
  source: ComputedRef<Shown>,
  follow: (shown: Shown, onCleanup: (leave: () => void) => void) => void,
): void {
  const scope = getCurrentScope()
  let following: WatchStopHandle | undefined
  const start = (): void => {
    following ??= watch(source, (shown, _last, onCleanup) => follow(shown, onCleanup), {
      immediate: true,
      flush: 'sync',
    })
  }
  if (!getCurrentInstance()) return start()
  const startInScope = (): void => scope?.run(start)
  onMounted(startInScope)
  onActivated(startInScope) // also called right after the first mount
  onDeactivated(() => {
    following?.()
    following = undefined
  })
}
