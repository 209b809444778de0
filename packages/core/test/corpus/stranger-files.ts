import { join } from '../image-bytes.ts'
import type { CorpusFile } from './corpus-file.ts'
import { fileOf, flat, jpeg, latin1, png, type Bytes } from './pictures.ts'

/** Files of other kinds, and files of two kinds at once. */
export async function strangerFiles(): Promise<CorpusFile[]> {
  const zip = latin1('PK\x03\x04\x14\0\0\0PK\x01\x02PK\x05\x06'.padEnd(400, '\0'))
  const pdf = latin1('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF'.padEnd(400, '\n'))
  const page = latin1(`<!doctype html><title>Not found</title>${'<p>'.repeat(50)}`)
  const magic = (await png()).subarray(0, 8)
  const strange: readonly (readonly [name: string, bytes: Bytes])[] = [
    ['GIF', await fileOf(flat().gif())],
    ['WebP', await fileOf(flat().webp())],
    ['WebP without loss', await fileOf(flat().webp({ lossless: true }))],
    ['AVIF', await fileOf(flat().avif({ effort: 0 }))],
    ['TIFF', await fileOf(flat().tiff())],
    ['HEIC', latin1('\0\0\0\x18ftypheic\0\0\0\0mif1heic'.padEnd(400, '\0'))],
    ['BMP', latin1('BM'.padEnd(400, '\0'))],
    ['SVG', latin1('<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"/>')],
    ['ZIP archive', zip],
    ['PDF', pdf],
    ['page of HTML', page],
    ['JPEG 2000', latin1('\0\0\0\x0cjP  \r\n\x87\n'.padEnd(400, '\0'))],
    ['JPEG without its first byte', (await jpeg()).slice(1)],
    ['PNG without its first byte', (await png()).slice(1)],
    ['PNG behind a ZIP archive', join(zip, await png())],
  ]
  return [
    { name: 'PNG and ZIP archive in one', bytes: join(await png(), zip), verdict: 'fine' },
    { name: 'JPEG and PDF in one', bytes: join(await jpeg(), pdf), verdict: 'fine' },
    { name: 'JPEG and page of HTML in one', bytes: join(await jpeg(), page), verdict: 'fine' },
    { name: 'page of HTML that begins like a PNG', bytes: join(magic, page), verdict: 'imageUnreadable' },
    { name: 'JPEG that begins like a PNG', bytes: join(magic, await jpeg()), verdict: 'imageUnreadable' },
    { name: 'PNG that begins like a JPEG', bytes: join([0xff, 0xd8, 0xff], await png()), verdict: 'imageUnreadable' },
    ...strange.map(([name, bytes]) => ({ name, bytes, verdict: 'imageFormat' as const })),
  ]
}
