// The package's main file asks for Node's `cluster`, which not every runtime has; this one needs nothing.
declare module 'rate-limiter-flexible/lib/RateLimiterMemory.js' {
  export { RateLimiterMemory as default } from 'rate-limiter-flexible'
}
