// Browsers: each has a stream of its own and makes one task. Says when each heard of the end of its task.
import { Agent, request, type IncomingMessage } from 'node:http'

const { SERVER_URL = '', FIRST = '0', COUNT = '0' } = process.env
const url = `${SERVER_URL}/kling/v1/images/omni-image`
const agent = new Agent({ keepAlive: true, maxSockets: 16 })
const body = JSON.stringify({ model_name: 'kling-v3-omni', prompt: 'A lighthouse' })

let open = 0
let made = 0
let refused = 0
let ended = 0
/** From the end upstream to the event, in milliseconds. */
let delaysMs: number[] = []

function listen(user: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-user': user, accept: 'text/event-stream' }
    const stream = request(url, { headers, agent: false }, (answer) => {
      open += 1
      answer
        .setEncoding('utf8')
        .on('data', take)
        .on('close', () => (ended += 1))
      resolve()
    })
    stream.on('error', reject).end()
  })
}

/** An event fits into one piece: it is written as one. */
function take(text: string): void {
  for (const [, data] of text.matchAll(/^data: (.*)$/gm)) {
    const { task_status, updated_at } = JSON.parse(data!) as { task_status: string; updated_at: number }
    if (task_status === 'succeed') delaysMs.push(Date.now() - updated_at)
  }
}

function create(user: string): Promise<void> {
  return new Promise((resolve) => {
    const headers = { 'x-user': user, 'content-type': 'application/json', 'content-length': body.length }
    const done = (answer: IncomingMessage): void => {
      if (answer.statusCode === 200) made += 1
      else refused += 1
      answer.resume().on('close', resolve)
    }
    request(url, { method: 'POST', headers, agent }, done)
      .on('error', () => resolve(void (refused += 1)))
      .end(body)
  })
}

/** So many at once, one user after the other. */
async function forAll(atOnce: number, work: (user: string) => Promise<void>): Promise<void> {
  let next = 0
  async function lane(): Promise<void> {
    while (next < Number(COUNT)) await work(`user-${Number(FIRST) + next++}`)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

process.on('message', (message) => {
  if (message === 'listen') void forAll(50, listen)
  if (message === 'create') void forAll(16, create)
  process.send?.({ open, made, refused, ended, delaysMs })
  delaysMs = []
})
process.on('disconnect', () => process.exit())
process.send?.({ open })
