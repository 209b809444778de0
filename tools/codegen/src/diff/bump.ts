import type { Kind } from './change.ts'

export type Bump = 'major' | 'minor' | 'patch'

/** How much the version has to grow. Before 1.0.0 a breaking change is a minor one, as semver has it. */
export function bumpFor(kinds: readonly Kind[], version: string): Bump {
  const isBreaking = kinds.includes('breaking')
  if (isBreaking && !version.startsWith('0.')) return 'major'
  return isBreaking || kinds.includes('feature') ? 'minor' : 'patch'
}
