/** How long a create may take: 4 s more for each MB of its images, as uploads are slow. In milliseconds. */
export function longestCreateMs(timeoutMs: number, imageBytes: number): number {
  return timeoutMs + imageBytes * 0.004
}
