'use client'

import { sharedClient, type OmniImageClient } from '@omni-image/core'
import { createContext, createElement, useContext, type Context, type ReactElement, type ReactNode } from 'react'

const ClientContext: Context<OmniImageClient | undefined> = createContext<OmniImageClient | undefined>(undefined)

export interface OmniImageProviderProps {
  /** Made once with `createOmniImageClient`, outside of the component. The provider does not close it. */
  readonly client: OmniImageClient
  readonly children?: ReactNode
}

/**
 * Gives all hooks below it one client.
 *
 * @example
 * const client = createOmniImageClient({ baseUrl: '/api' })
 * createRoot(root).render(<OmniImageProvider client={client}><App /></OmniImageProvider>)
 */
export function OmniImageProvider({ client, children }: OmniImageProviderProps): ReactElement {
  return createElement(ClientContext.Provider, { value: client }, children)
}

/**
 * The client of the provider above; without one, a client for the page's own origin that all hooks share.
 *
 * @example
 * const client = useOmniImageClient()
 */
export function useOmniImageClient(): OmniImageClient {
  return useContext(ClientContext) ?? sharedClient()
}
