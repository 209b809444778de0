import type { ByteSource } from './byte-source.ts'
import { createTurns } from './create-turns.ts'

/**
 * Looks for a file's end mark. It stands at the very end of nearly every file; behind it there may be a second picture,
 * a film or an archive, so the search goes back from the end, in growing steps, as far as `from`. After 20 MB it gives
 * up and takes the file as whole.
 */
export async function checkEnd(
  source: ByteSource,
  from: number,
  mark: readonly number[],
): Promise<'cut off' | undefined> {
  const giveWay = createTurns()
  let end = source.size
  for (let step = 0x400; end > source.size - 20_000_000; step = Math.min(step * 4, 0x100000)) {
    const start = Math.max(from, end - step)
    const bytes = await source.read(start, end + mark.length - 1)
    for (let at = -1; (at = bytes.indexOf(mark[0]!, at + 1)) >= 0;) {
      if (mark.every((byte, offset) => bytes[at + offset] === byte)) return undefined
    }
    if (start === from) return 'cut off'
    end = start
    await giveWay()
  }
}
