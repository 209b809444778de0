import type { InputIssue } from '../errors/input-error.ts'
import { describeIssue } from '../wire/describe-issue.ts'
import type { Issue } from '../wire/issue.ts'
import type { ByteSource } from './byte-source.ts'
import { checkBytes, checkHeader, toHeader } from './check-image.ts'
import type { ReferenceImage } from './input.ts'
import { isPrivateHost } from './is-private-host.ts'
import { readOrientation } from './read-orientation.ts'
import { toReference } from './reference.ts'

/** What can be told of a reference image without decoding it. What is not known is undefined: of an address, all. */
export interface CheckedReference {
  /** By the bytes, whatever the file is called: `jpeg`, `png`, another that was recognised, or `unknown`. */
  readonly format: string | undefined
  /** In pixels, as the picture is shown: EXIF rotation is taken into account. Only known of JPEG and PNG. */
  readonly width: number | undefined
  readonly height: number | undefined
  /** Size of the file, also when it was given as Base64. */
  readonly bytes: number | undefined
  /** What `generate` would refuse. */
  readonly issues: readonly InputIssue[]
  /** What is sent as it is and will probably not work. */
  readonly warnings: readonly ReferenceWarning[]
}

export interface ReferenceWarning {
  /**
   * `privateAddress`: the API cannot reach it. `credentials`: the address holds a name or password, which is sent along.
   * `rotated`: EXIF data alone turns or mirrors the picture; `fitReference` turns the picture itself.
   */
  readonly code: 'privateAddress' | 'credentials' | 'rotated'
  readonly message: string
}

export interface CheckReferenceOptions {
  /** JSON pointer that the issues carry, such as `/image_list/2/image`. Default: `''`, the whole value. */
  readonly path?: string | undefined
  /** The client's `baseUrl`: an API on this machine or network can reach private addresses. Default: it cannot. */
  readonly baseUrl?: string | undefined
}

/**
 * Everything a drop zone shows of a file at once: sides, format, size and problems, by the same rules as `generate`.
 * Reads some kilobytes, of a photo of any size. Never rejects: what cannot be read is an issue like the others.
 *
 * @example
 * const { width, height, issues } = await checkReference(file)
 * showThumbnail(file, `${width} × ${height}`, issues[0]?.message)
 */
export async function checkReference(
  image: ReferenceImage,
  { path = '', baseUrl }: CheckReferenceOptions = {},
): Promise<CheckedReference> {
  const reference = await toReference(image, path)
  if ('code' in reference) return { ...nothingKnown, issues: toInputIssues([reference]) }
  if (reference.source) return checkFile(reference.source, path)
  return { ...nothingKnown, warnings: checkAddress(new URL((image as string).trim()), baseUrl) }
}

const nothingKnown: CheckedReference = {
  format: undefined,
  width: undefined,
  height: undefined,
  bytes: undefined,
  issues: [],
  warnings: [],
}

async function checkFile(source: ByteSource, path: string): Promise<CheckedReference> {
  const bytes = source.size
  const tooMany = checkBytes(bytes, path)
  if (bytes === 0) return { ...nothingKnown, bytes, issues: toInputIssues([tooMany]) }
  const header = await toHeader(source)
  const issues = toInputIssues([tooMany, ...checkHeader(header, path)])
  const orientation = header?.width === undefined ? 1 : await readOrientation(source, header)
  const [width, height] = orientation > 4 ? [header?.height, header?.width] : [header?.width, header?.height]
  return { format: header?.format, width, height, bytes, issues, warnings: orientation > 1 ? [rotated] : [] }
}

const rotated: ReferenceWarning = {
  code: 'rotated',
  message: 'Only EXIF data turns the picture; the API may take it as it is stored.',
}

function checkAddress(url: URL, baseUrl: string | undefined): ReferenceWarning[] {
  const warnings: ReferenceWarning[] = []
  const apiIsNear = baseUrl !== undefined && URL.canParse(baseUrl) && isPrivateHost(new URL(baseUrl).hostname)
  if (!apiIsNear && isPrivateHost(url.hostname)) {
    warnings.push({ code: 'privateAddress', message: `The API cannot reach ${url.hostname}; send the file itself.` })
  }
  if (url.username || url.password) {
    warnings.push({
      code: 'credentials',
      message: 'The address holds a user name or password, which the API would see.',
    })
  }
  return warnings
}

function toInputIssues(issues: readonly (Issue | undefined)[]): InputIssue[] {
  return issues
    .filter((issue) => issue !== undefined)
    .map((issue) => ({ ...issue, message: describeIssue(issue).replace(/^The value/, 'The image') }))
}
