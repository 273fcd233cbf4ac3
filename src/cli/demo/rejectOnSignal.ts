import { BuskerError } from '../../shared/errors.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Rejects at the first signal; the ones after it change nothing: everything is being stopped. */
export function rejectOnSignal(): { stopped: Promise<never>; forget: () => void } {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () =>
    reject(new BuskerError('DEMO_STOPPED', 'The demo was stopped, and all its processes with it.'))
  for (const signal of signals) process.on(signal, stop)
  // It may come when nothing waits for it any more.
  promise.catch(() => undefined)
  return { stopped: promise, forget: () => signals.forEach((signal) => process.off(signal, stop)) }
}
