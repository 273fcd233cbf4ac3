import { vi } from 'vitest'

/** What a test waits for at most where it says nothing else, ms: a machine that is busy with other tests is slow. */
const timeout = 10_000

const { waitFor } = vi
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout, ...options })
