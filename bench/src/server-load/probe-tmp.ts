import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
const N = Number(process.env["N"] ?? 5000)
async function start(name: string, env: Record<string,string>, execArgv: string[] = []) {
  const child = fork(new URL(`${name}.ts`, import.meta.url).pathname, { env: { ...process.env, ...env }, execArgv: ['--conditions=@omni-image/source', ...execArgv] })
  const [hello] = await once(child, 'message') as any[]
  return { child, hello, ask: async (m: string) => { const a = once(child, 'message'); child.send(m); return (await a)[0] as any } }
}
const up = await start('upstream', { MEDIAN_MS: '600000' })
const inst = await start('instance', { UPSTREAM_URL: up.hello.url, SNAPSHOT: '/tmp/snap.heapsnapshot', CALLBACK_URL: process.env['CB'] ? 'http://127.0.0.1:1/kling/callback' : '' }, ['--expose-gc', ...(process.env['FLAGS'] ?? '').split(' ').filter(Boolean)])
const rd = await start('readers', { SERVER_URL: `http://127.0.0.1:${inst.hello.port}`, FIRST: '0', COUNT: `${N}` })
const show = async (what: string, m = '') => { const { memory } = await inst.ask(m); console.log(what, Object.fromEntries(Object.entries(memory).map(([k, v]) => [k, Math.round((v as number) / 2 ** 20 * 10) / 10]))) }
await show('idle'); await show('idle gc', 'gc')
await rd.ask('listen'); for (;;) { const r = await rd.ask(''); if (r.open >= N) break; await pause(200) }
await show('streams'); await pause(500); await show('streams gc', 'gc')
if (process.env['SNAP'] === 'streams') await inst.ask('snapshot')
await rd.ask('create'); for (;;) { const r = await rd.ask(''); if (r.made + r.refused >= N) break; await pause(200) }
await show('tasks'); await pause(500); await show('tasks gc', 'gc')
if (process.env['SNAP'] === 'tasks') await inst.ask('snapshot')
await pause(20000); await show('20 s later'); await show('gc', 'gc')
process.exit()
