/** An origin from which nothing comes for so long may stand behind a proxy that holds streams back, in milliseconds. */
export const firstByteMs = 3_000
