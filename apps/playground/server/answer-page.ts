import type { Endpoint } from './endpoint.ts'

const aboutPath = '/endpoint.json'

/** Whether the page's server answers this path; any other is a file. */
export function isPagePath({ basePath }: Endpoint, path: string): boolean {
  return path.startsWith(`${basePath}/`) || path === aboutPath
}

export async function answerPage(endpoint: Endpoint, request: Request, environment: unknown): Promise<Response> {
  if (new URL(request.url).pathname !== aboutPath) return endpoint.fetch(request, environment)
  const { name, medianMs } = endpoint
  return Response.json({ name, medianMs }, { headers: { 'cache-control': 'no-store' } })
}
