import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { extensions, type Picture, PictureRefused, type PictureType, toReason } from './picture.ts'

const headBytes = 12

/** Whether the first bytes are those of the type. */
const beginnings: Readonly<Record<PictureType, (head: string) => boolean>> = {
  'image/png': (head) => head.startsWith('\x89PNG\r\n\x1a\n'),
  'image/jpeg': (head) => head.startsWith('\xff\xd8\xff'),
  'image/webp': (head) => head.startsWith('RIFF') && head.slice(8) === 'WEBP',
}

/** The picture in an answer, which is watched while it is read: its size, its beginning, and that it comes whole. */
export function checkPicture(answer: IncomingMessage, maxBytes: number, host: string, signal: AbortSignal): Picture {
  const { headers } = answer
  const contentType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  const told = headers['content-length'] === undefined ? undefined : Number(headers['content-length'])
  try {
    if (!isPictureType(contentType)) throw new PictureRefused(`${host} sent something that is no PNG, JPEG or WebP`)
    if (headers['content-encoding']) throw new PictureRefused(`${host} sent a packed picture`)
    if ((told ?? 0) > maxBytes) throw tooLarge(host, maxBytes)
  } catch (error) {
    answer.destroy()
    throw error
  }

  async function* read(): AsyncGenerator<Uint8Array> {
    let bytes = 0
    let head = ''
    try {
      for await (const piece of answer as AsyncIterable<Buffer>) {
        bytes += piece.length
        if (bytes > maxBytes) throw tooLarge(host, maxBytes)
        if (head.length < headBytes) {
          head += piece.toString('latin1', 0, headBytes - head.length)
          checkHead(head, contentType as PictureType, host)
        }
        yield piece
      }
    } catch (error) {
      throw signal.aborted ? toReason(signal, host) : error
    }
    if (head.length < headBytes || (told !== undefined && bytes !== told)) {
      throw new PictureRefused(`${host} sent a part of a picture`)
    }
  }

  return { stream: Readable.from(read(), { objectMode: false }), bytes: told, contentType }
}

/** As soon as enough of it is there. */
function checkHead(head: string, type: PictureType, host: string): void {
  if (head.length < headBytes || beginnings[type](head)) return
  throw new PictureRefused(`${host} sent something else than it says`)
}

function isPictureType(type: string): type is PictureType {
  return Object.hasOwn(extensions, type)
}

function tooLarge(host: string, maxBytes: number): PictureRefused {
  return new PictureRefused(`${host} sent more than ${maxBytes} bytes`)
}
