import { bigPng } from './big-png.ts'
import { naive, ours } from './upload-ways.ts'

// Started as a process of its own by upload.ts: WAY BASE_URL COUNT BYTES
const [way, baseUrl, count, bytes] = process.argv.slice(2)
const images = Array.from({ length: Number(count) }, (_, index) => new Blob([bigPng(Number(bytes), index)]))
const before = process.memoryUsage().rss
let peak = before
let lastAt = performance.now()
let stallMs = 0
const timer = setInterval(() => {
  const now = performance.now()
  stallMs = Math.max(stallMs, now - lastAt)
  lastAt = now
  peak = Math.max(peak, process.memoryUsage().rss)
}, 5)
const startedAt = performance.now()
await (way === 'naive' ? naive : ours)(images, baseUrl!)
clearInterval(timer)
console.log(JSON.stringify({ tookMs: performance.now() - startedAt, stallMs, addedBytes: peak - before }))
