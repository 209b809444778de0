import type { AnyOmniImageError, GeneratedImage, OmniImageClient, OmniImageInput } from '@omni-image/core'
import type * as react from '@tanstack/react-query'

/** What both frameworks have, each in a copy of its own; by type they differ in private fields alone. */
export type Tanstack = Pick<typeof react, 'QueryClient' | 'dehydrate' | 'focusManager' | 'hydrate' | 'onlineManager'>

/** What a user of either framework sees and does. */
interface QueryPage {
  /** The mutation as it stands on the screen, read from the DOM. */
  readonly generated: () => Shown
  /** Each task as it stands on the screen. */
  readonly tasks: () => readonly Shown[]
  /** Every status of a task that the mutation told of, in order. */
  readonly told: readonly string[]
  readonly generate: (input: OmniImageInput) => void
  readonly unmount: () => void
}

export interface Shown {
  readonly status: 'idle' | 'pending' | 'success' | 'error'
  readonly images: readonly string[]
  readonly error: string | null
}

/** Mounts a page with a mutation and one component for each of `ids`. */
export interface Framework {
  readonly tanstack: Tanstack
  readonly mount: (
    client: OmniImageClient,
    queryClient: react.QueryClient,
    ids?: readonly string[],
  ) => Promise<QueryPage>
}

interface Result {
  readonly status: Shown['status']
  readonly data: { readonly images: readonly GeneratedImage[] } | undefined
  readonly error: AnyOmniImageError | null
}

export function toText({ status, data, error }: Result): string {
  const shown: Shown = { status, images: data?.images.map(({ url }) => url) ?? [], error: error?.code ?? null }
  return JSON.stringify(shown)
}

/** Reads the page: the mutation stands first. */
export function readOutputs(host: HTMLElement): Shown[] {
  return [...host.querySelectorAll('output')].map((output) => JSON.parse(output.textContent) as Shown)
}
