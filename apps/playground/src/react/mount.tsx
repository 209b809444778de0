import { OmniImageProvider } from '@omni-image/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Mount } from '../shared/mount.ts'
import { FormContext } from './form-context.ts'
import { Playground } from './playground.tsx'

export const mount: Mount = (root, { form, client }) =>
  createRoot(root).render(
    <StrictMode>
      <OmniImageProvider client={client}>
        <FormContext value={form}>
          <Playground />
        </FormContext>
      </OmniImageProvider>
    </StrictMode>,
  )
