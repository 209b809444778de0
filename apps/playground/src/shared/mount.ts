import type { OmniImageClient } from '@omni-image/core'
import type { Form } from './create-form.ts'

interface PlaygroundOptions {
  readonly form: Form
  readonly client: OmniImageClient
}

/** Draws the playground into an element; one for each framework. */
export type Mount = (root: HTMLElement, options: PlaygroundOptions) => void
