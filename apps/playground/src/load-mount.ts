import type { Mount } from './shared/mount.ts'

export type Framework = 'react' | 'vue'

/** Which of both the address asks for. */
export function readFramework(): Framework {
  return new URLSearchParams(location.search).get('framework') === 'vue' ? 'vue' : 'react'
}

/** Loads what shows the page in a framework, once. */
export async function loadMount(framework: Framework): Promise<Mount> {
  if (framework === 'vue') return (await import('./vue/mount.ts')).mount
  return (await import('./react/mount.tsx')).mount
}
