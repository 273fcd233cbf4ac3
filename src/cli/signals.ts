import { once } from 'node:events'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Resolves at the first signal that asks the process to end; the ones after it change nothing: stopping is under way. */
export async function anySignal(): Promise<void> {
  const first = Promise.race(signals.map(async (signal) => once(process, signal)))
  for (const signal of signals) process.on(signal, () => undefined)
  await first
}
