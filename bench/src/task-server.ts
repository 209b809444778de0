// A process of its own that accepts every create and calls every task done at the first look, with as little work as
// can be, so that what a client costs stands out.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const origin = 'https://files.example.com/kling/files/875230918273645123'
const signature = 'expires=1781167202000&signature=0pVYtqsyJPvc1nIYMfoV1y3x8dUeQ2bRJf3m0pVYtqs'
let made = 0

/** The body of an answer, as long as the API's. */
function bodyOf(task_id: string, task_status: 'submitted' | 'succeed'): string {
  const images = [{ index: 0, url: `${origin}/0.png?${signature}` }]
  return JSON.stringify({
    code: 0,
    message: 'SUCCEED',
    request_id: 'CjMT7WdSwWcAAAAAALvB3g',
    data: {
      task_id,
      task_status,
      task_info: { external_task_id: '6f1b1c1e-6c53-4c5f-9f0e-1f6f9d1f3a55' },
      ...(task_status === 'succeed' && {
        task_result: { result_type: 'single', images },
        final_unit_deduction: '8',
        final_balance_deduction: { quota: '8', list_price: '0.028' },
      }),
      created_at: 1781080778802,
      updated_at: 1781080794151,
    },
  })
}

const server = createServer((request, response) => {
  const isCreate = request.method === 'POST'
  const id = isCreate ? `task-${(made += 1)}` : (request.url ?? '').replace(/.*\//, '')
  request.resume().on('end', () => {
    const body = bodyOf(id, isCreate ? 'submitted' : 'succeed')
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
