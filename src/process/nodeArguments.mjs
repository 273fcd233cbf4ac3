// Plain JavaScript because the set-up script reads it on whatever Node a fresh clone finds (18 or later).

/**
 * What Node is told when it runs one of our programs. Young objects get 16 MiB: in less, what strangers send without a pause
 * grows old before it is let go; in more, that is held for longer. What is old may grow by half before V8 looks for what can
 * go: left to itself it lets a small heap grow to several times its size first.
 */
export const nodeArguments = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=16',
  '--heap-growing-percent=50',
]

/** For a program that idles mostly: V8 gives little of the space of young objects back, so there is less of it. */
export const smallHeapArguments = ['--max-semi-space-size=2']

/**
 * What the C library is told when it runs Node: it gives buffers of 32 KiB or more back to the system as soon as they are let
 * go. Of itself it keeps hundreds of MB of what an attack filled. Other C libraries than glibc pay no heed.
 */
export const nodeEnvironment = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '32768',
  MALLOC_TRIM_THRESHOLD_: '131072',
}
