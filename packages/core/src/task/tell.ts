/** Calls a listener. Its mistakes must not keep the news from the others; they are reported as uncaught. */
export function tell(listener: () => void): void {
  try {
    listener()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
