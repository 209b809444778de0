import { createOmniImageClient, isOmniImageError, type OmniImageClient, type TaskSnapshot } from '@omni-image/core'
import { mountReact } from '../mount-react.tsx'
import { mountVue } from '../mount-vue.ts'

type ClientOptions = NonNullable<Parameters<typeof createOmniImageClient>[0]>

export interface UploadOptions extends Pick<ClientOptions, 'baseUrl' | 'token'> {
  readonly fileBytes: number
  /** Has the app bring a `fetch` of its own, or put one in the place of the browser's. */
  readonly fetch?: 'passed in' | 'patched'
}

export interface UploadReport {
  /** What was to be seen while `submitting`. */
  readonly progress: readonly (number | undefined)[]
  readonly last: Pick<TaskSnapshot, 'status' | 'task_id' | 'uploadProgress'> | undefined
  readonly error?: { readonly code: string; readonly cause: string } | undefined
}

/** Submits one image and tells what a listener has seen. */
export async function upload(options: UploadOptions): Promise<UploadReport> {
  const seen: TaskSnapshot[] = []
  const task = createClient(options).start(toInput(options), { onSnapshot: (snapshot) => seen.push(snapshot) })
  const failure: unknown = await task.accepted().then(
    () => undefined,
    (error: unknown) => error,
  )
  return {
    ...toReport(seen),
    ...(isOmniImageError(failure) && { error: { code: failure.code, cause: String(failure.cause) } }),
  }
}

/** The same with a binding: what its hook has shown, and how often it rendered. */
export async function show(
  binding: 'react' | 'vue',
  options: UploadOptions,
): Promise<UploadReport & { readonly renders: number; readonly changes: number }> {
  const client = createClient(options)
  const shown: TaskSnapshot[] = []
  let changes = 0
  const counting: OmniImageClient = {
    ...client,
    start: (input, { signal, onSnapshot } = {}) =>
      client.start(input, {
        signal,
        onSnapshot: (snapshot) => {
          changes += 1
          onSnapshot?.(snapshot)
          requestAnimationFrame(() => shown.push(page.snapshot()))
        },
      }),
  }
  const page = await (binding === 'react' ? mountReact : mountVue)(counting)
  const before = page.renders.length
  void page.generate(toInput(options))
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (page.snapshot().status !== 'submitted') return
      clearInterval(timer)
      resolve()
    }, 10)
  })
  const renders = page.renders.length - before
  return { ...toReport(shown), last: page.snapshot(), renders, changes }
}

function createClient({ baseUrl, token, fetch: kind }: UploadOptions): OmniImageClient {
  const native = globalThis.fetch
  const own: typeof fetch = (...request) => native(...request)
  if (kind === 'patched') globalThis.fetch = own
  return createOmniImageClient({
    baseUrl,
    token,
    allowTokenInBrowser: true,
    ...(kind === 'passed in' && { fetch: own }),
  })
}

/** A PNG by its header and its end. */
function toInput({ fileBytes }: UploadOptions) {
  const file = new Uint8Array(fileBytes)
  file.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 4, 0, 0, 0, 4, 0, 8, 2])
  file.set([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82], fileBytes - 12)
  return { prompt: 'a hat in Zürich', image_list: [{ image: new Blob([file]) }] }
}

function toReport(seen: readonly TaskSnapshot[]): UploadReport {
  return {
    progress: seen.filter(({ status }) => status === 'submitting').map(({ uploadProgress }) => uploadProgress),
    last: seen.at(-1),
  }
}
