import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Picture } from './picture.ts'
import type { PicturePlace } from './picture-place.ts'

/** A bucket that speaks S3: AWS, Cloudflare R2, MinIO and many more. Needs `aws4fetch`. */
export interface ImageBucket {
  /** What objects' addresses start with: `https://my-bucket.s3.eu-central-1.amazonaws.com`. */
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

const patienceMs = 120_000

export function createBucketPlace({ url, sessionToken, ...keys }: ImageBucket): PicturePlace {
  const root = url.replace(/\/+$/, '')
  // Nothing is repeated here: the picture is gone once it was read.
  const options = { ...keys, ...(sessionToken !== undefined && { sessionToken }), service: 's3', retries: 0 }

  return {
    save: async (name, { stream, bytes, contentType }: Picture) => {
      const { AwsClient } = await import('aws4fetch')
      // The bucket wants to know the length before.
      const body = bytes === undefined ? await buffer(stream) : (Readable.toWeb(stream) as ReadableStream<Uint8Array>)
      const headers = { 'content-type': contentType, 'content-length': `${bytes ?? (body as Uint8Array).length}` }
      const path = name.split('/').map(encodeURIComponent).join('/')
      const answer = await new AwsClient(options).fetch(`${root}/${path}`, {
        method: 'PUT',
        headers,
        body: body as BodyInit,
        redirect: 'manual', // what is signed is for the bucket alone
        signal: AbortSignal.timeout(patienceMs),
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`The bucket answered ${answer.status}`)
    },
  }
}
