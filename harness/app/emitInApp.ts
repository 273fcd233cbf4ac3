import type { ElectronApplication } from 'playwright-core'

/**
 * Has Electron's `app` or `powerMonitor` emit an event as the system brings it: from the event loop. What is evaluated
 * runs by an interrupt of V8, so also in the middle of a call such as `window.show()`, where nothing of the system's comes.
 * @returns whether anybody listens to the event
 */
export function emitInApp(
  app: ElectronApplication,
  emitter: 'app' | 'powerMonitor',
  event: string,
  ...args: readonly (readonly string[])[]
): Promise<boolean> {
  return app.evaluate(
    (electron, asked) =>
      new Promise<boolean>((resolve) => {
        setImmediate(() => resolve(electron[asked.emitter].emit(asked.event, {}, ...asked.args)))
      }),
    { emitter, event, args },
  )
}
