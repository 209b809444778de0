import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Traffic {
  readonly port: number
  /** Every byte so far, of both directions. */
  readonly text: () => string
  readonly close: () => void
}

/** A wire between a browser and a server on this machine that remembers what went over it. */
export async function recordTraffic(serverPort: number): Promise<Traffic> {
  const pieces: Buffer[] = []
  const sockets = new Set<Socket>()
  const pass = (from: Socket, to: Socket): void => {
    sockets.add(from)
    from.on('data', (piece: Buffer) => {
      pieces.push(piece)
      to.write(piece)
    })
    from.once('close', () => to.destroy())
    from.on('error', () => to.destroy()) // whoever was reading has heard enough
  }
  const wire = createServer((browser) => {
    const server = connect(serverPort, '127.0.0.1')
    pass(browser, server)
    pass(server, browser)
  })
  wire.listen(0, '127.0.0.1')
  await once(wire, 'listening')
  return {
    port: (wire.address() as AddressInfo).port,
    text: () => Buffer.concat(pieces).toString('latin1'),
    close: () => {
      for (const socket of sockets) socket.destroy()
      wire.close()
    },
  }
}
