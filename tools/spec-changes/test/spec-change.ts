import type { Page } from 'playwright'

/** One edit of the spec, and how each surface has to show it without a change by hand. */
export interface SpecChange {
  readonly name: string
  /** JSON pointers into the spec, with what is put there. */
  readonly edits: Readonly<Record<string, unknown>>
  /** The generated files that know of it, and no others. */
  readonly files: readonly string[]
  /**
   * Lines that must compile, but for those after `@ts-expect-error`. They know `request`, `task`, `prompt` and a function
   * `take` for inputs.
   */
  readonly types: readonly string[]
  /** What a request may now hold and what not; `path` is where the issue is. */
  readonly request?: { readonly good: object; readonly bad: object; readonly path: string }
  /** The same for a task of an answer. */
  readonly task?: { readonly good: object; readonly bad: object; readonly path: string }
  /** A part of a TypeBox schema: its keys, and what has to stand there. */
  readonly schema?: { readonly at: readonly string[]; readonly has: unknown }
  /** Part of the field's descriptor. */
  readonly field?: { readonly key: string } & Readonly<Record<string, unknown>>
  /** What a page of the reference has to say. */
  readonly reference: { readonly page: string; readonly line: string | RegExp }
  /** What has to be on the screen of either playground; a locator of nothing fails. */
  readonly screen?: (page: Page) => Promise<unknown>
}
