/** Whether there is a page, and nobody sees it. */
export function isHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden'
}

/** Whether there is a page, and this address is on its own origin. */
export function isOwnOrigin(root: string): boolean {
  const { document, location } = globalThis as Partial<typeof globalThis>
  return !!document && !!location && new URL(root, location.href).origin === location.origin
}

/** Calls `listener` when the page is seen again or the network is back, until the returned function is called. */
export function onReturn(listener: () => void): () => void {
  const seen = (): void => {
    if (!isHidden()) listener()
  }
  globalThis.document?.addEventListener('visibilitychange', seen)
  globalThis.addEventListener?.('online', listener)
  return () => {
    globalThis.document?.removeEventListener('visibilitychange', seen)
    globalThis.removeEventListener?.('online', listener)
  }
}
