/** Lets everybody who asks for the same at the same time have one answer. */
export function createSingleFlight<Result>(): (key: string, ask: () => Promise<Result>) => Promise<Result> {
  const flying = new Map<string, Promise<Result>>()
  return (key, ask) => {
    const known = flying.get(key)
    if (known) return known
    const asked = ask().finally(() => flying.delete(key))
    flying.set(key, asked)
    return asked
  }
}
