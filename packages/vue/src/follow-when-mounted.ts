import { getCurrentInstance, getCurrentScope, onMounted, watch, type ComputedRef } from 'vue'

/**
 * Calls `follow` with what `source` holds now, and again with whatever takes its place; what it hands to `onCleanup` is
 * called before that and when the scope ends. In a component it begins once that is mounted: what a journal holds may
 * show neither on a server nor while a page is hydrated.
 */
export function followWhenMounted<Shown>(
  source: ComputedRef<Shown>,
  follow: (shown: Shown, onCleanup: (leave: () => void) => void) => void,
): void {
  const scope = getCurrentScope()
  const start = (): unknown =>
    watch(source, (shown, _last, onCleanup) => follow(shown, onCleanup), { immediate: true, flush: 'sync' })
  if (getCurrentInstance()) onMounted(() => scope?.run(start))
  else start()
}
