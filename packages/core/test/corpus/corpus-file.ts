import type { IssueCode } from '../../src/wire/issue.ts'

/** A reference image and what the pre-flight has to say of it. */
export interface CorpusFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** `fine`, or the first thing that is wrong. */
  readonly verdict: 'fine' | IssueCode
}
