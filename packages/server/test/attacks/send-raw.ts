import { connect } from 'node:net'

/** What comes back for exactly these bytes, until the other side has answered or hung up. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setEncoding('utf8').on('data', (piece: string) => {
      answer += piece
      if (answer.includes('\r\n\r\n')) socket.end()
    })
    socket.once('close', () => resolve(answer)).once('error', reject)
  })
}
