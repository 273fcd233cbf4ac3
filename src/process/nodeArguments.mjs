// Plain JavaScript because the set-up script reads it on whatever Node a fresh clone finds (18 or later).

/**
 * What Node is told when it runs one of our programs. Young objects get 16 MiB: in less, what strangers send without a pause
 * grows old before it is let go, and a process under attack grows by hundreds of MB; in more, that is held for longer.
 */
export const nodeArguments = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=16']

/** For a program that idles mostly: V8 gives little of the space of young objects back, so there is less of it. */
export const smallHeapArguments = ['--max-semi-space-size=2']
