export { createRedisShare, type RedisShare, type RedisShareOptions } from './create-redis-share.ts'
export type { RedisClient, RedisConnection } from './redis-client.ts'
