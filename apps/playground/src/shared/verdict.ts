import { toFriendlyIssue } from './friendly-issue.ts'
import { formatBytes, formatName } from './image-facts.ts'
import type { Reference } from './reference.ts'

/** What is to be said of a picture. */
export interface Verdict {
  readonly state: 'checking' | 'fixing' | 'bad' | 'doubtful' | 'fixed' | 'good'
  readonly sentences: readonly string[]
}

/** `messages` are what was wrong with it in the last request; mostly the same that a look at it has shown. */
export function toVerdict(reference: Reference, messages: readonly string[]): Verdict {
  const { checked, fix } = reference
  if (!checked) return { state: 'checking', sentences: [] }
  const problems = [...new Set([...checked.issues.map(toFriendlyIssue), ...messages])]
  if (fix?.state === 'running') return { state: 'fixing', sentences: problems }
  if (fix?.state === 'failed') return { state: 'bad', sentences: [`Could not be fixed. ${fix.reason}`] }
  if (problems.length > 0) return { state: 'bad', sentences: problems }
  const warnings = checked.warnings.map(({ message }) => message)
  if (warnings.length > 0) return { state: 'doubtful', sentences: warnings }
  if (fix) return { state: 'fixed', sentences: [toChangeWords(fix.changes, reference)] }
  const isAddress = checked.bytes === undefined
  return { state: 'good', sentences: [isAddress ? 'The API fetches it from there.' : 'Ready to send.'] }
}

/** All that is new about the pictures of a field, for those who do not see it. */
export function toVerdictWords(
  thumbnails: readonly { readonly reference: Reference; readonly verdict: Verdict }[],
): string {
  return thumbnails
    .filter(({ verdict }) => verdict.state !== 'checking')
    .map(({ reference, verdict: { state, sentences } }) =>
      state === 'fixing' ? `Fixing ${reference.name}…` : `${reference.name}: ${sentences.join(' ')}`,
    )
    .join(' ')
}

/** `Fixed: resized 6000 × 4000 → 4096 × 2731, now JPEG 3.1 MB`, less the bytes, which would stand there twice. */
function toChangeWords(changes: readonly string[], { checked }: Reference): string {
  const words = changes
    .filter((change) => !change.startsWith('compressed '))
    .map((change) => change.replaceAll('×', ' × '))
  const { format = '', bytes = 0 } = checked ?? {}
  return `Fixed: ${[...words, `now ${formatName(format)} ${formatBytes(bytes)}`].join(', ')}.`
}
