import { Refusal } from './answer.ts'

/** Throws unless the request carries the bearer token; without a `token` any will do. */
export function authorize(request: Request, token: string | undefined): void {
  const header = request.headers.get('authorization')
  if (!header) throw new Refusal(1001, 'Authorization is empty')
  const bearer = /^bearer +(\S+)$/i.exec(header)?.[1]
  if (bearer === undefined || (token !== undefined && bearer !== token))
    throw new Refusal(1002, 'Authorization is invalid')
}
