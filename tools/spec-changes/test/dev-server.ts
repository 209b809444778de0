import { spawn } from 'node:child_process'
import type { ScratchWorkspace } from './scratch-workspace.ts'

export interface DevServer {
  readonly url: string
  readonly log: () => string
  readonly close: () => Promise<void>
}

/** The playground of a workspace, served as `npm start` does it. */
export function startDevServer(workspace: ScratchWorkspace): Promise<DevServer> {
  const cwd = workspace.path('apps/playground')
  const program = ['node_modules/vite/bin/vite.js', '--configLoader', 'native', '--port', '0']
  const environment = { ...process.env, NO_COLOR: '1', OMNI_IMAGE_BASE_URL: '', OMNI_IMAGE_TOKEN: '' }
  const child = spawn(process.execPath, ['--conditions=@omni-image/source', ...program], { cwd, env: environment })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  let log = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      log += chunk.toString()
      const url = /talking to/.test(log) ? /http:\/\/localhost:\d+/.exec(log)?.[0] : undefined
      if (url === undefined) return
      const close = async (): Promise<void> => {
        child.kill()
        await ended
      }
      resolve({ url, log: () => log, close })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => reject(new Error(`The dev server ended. ${log}`)))
  })
}
