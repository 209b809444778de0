import { expect, it, vi } from 'vitest'
import { drawImage } from '../../test/draw-image.ts'
import { fitReference } from './fit-reference.ts'

function forbid(policy: string): void {
  const meta = document.createElement('meta')
  meta.httpEquiv = 'Content-Security-Policy'
  meta.content = policy
  document.head.append(meta)
}

const converted = { width: 400, height: 300, changes: ['converted webp → jpeg'] }

// One story, because a policy cannot be taken back.
it('works in a worker where a strict policy allows only our own files, and in the page where it allows none', async () => {
  const webp = await drawImage(400, 300, { type: 'image/webp' })
  const inPage = vi.spyOn(OffscreenCanvas.prototype, 'convertToBlob')

  forbid("worker-src 'self'; script-src 'self' 'unsafe-inline'; child-src 'none'")
  expect(await fitReference(webp)).toMatchObject(converted)
  expect(inPage).not.toHaveBeenCalled()

  forbid("worker-src 'none'")
  expect(await fitReference(webp)).toMatchObject(converted)
  expect(inPage).toHaveBeenCalled()
})
