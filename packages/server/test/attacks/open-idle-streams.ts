// A process of its own, since a process may have only so many sockets. Arguments: port, path, count. Says when all streams are
// open, and holds them until it is killed.
import { once } from 'node:events'
import { connect } from 'node:net'

const [port = '', path = '', count = ''] = process.argv.slice(2)

async function open(user: string): Promise<void> {
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nx-user: ${user}\r\naccept: text/event-stream\r\n\r\n`)
  const [first] = (await once(socket, 'data')) as [Buffer]
  if (!first.includes('text/event-stream')) throw new Error(`${user} got no stream: ${first.toString()}`)
}

// A few at a time: more would wait in the queue of the listening socket.
for (let at = 0; at < Number(count); at += 100) {
  const users = Array.from({ length: Math.min(100, Number(count) - at) }, (_empty, index) => `idle-${at + index}`)
  await Promise.all(users.map(open))
}
process.stdout.write('open')
