/**
 * What the page may load: its own files, and pictures. Of those, `blob:` and `data:` are references that were picked or
 * pasted, before they are sent.
 */
export function toContentPolicy(pictureHosts: readonly string[]): string {
  return [
    "default-src 'self'",
    ['img-src', "'self'", 'blob:', 'data:', ...pictureHosts].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
