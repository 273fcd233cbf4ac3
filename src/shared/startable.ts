/** Something that runs. Both calls are idempotent; `stop` resolves when nothing of it is left running. */
export interface Startable {
  start(): Promise<void>
  stop(): Promise<void>
}

/** Starts the parts in order; when one fails, stops those already started, in reverse, and throws its error. */
export async function startAll(parts: readonly Startable[]): Promise<void> {
  const started: Startable[] = []
  try {
    for (const part of parts) {
      started.push(part)
      await part.start()
    }
  } catch (error) {
    await stopAll(started).catch((stopError: unknown) => {
      throw new AggregateError([error, stopError], 'Start failed, and so did stopping what had started.')
    })
    throw error
  }
}

/** Stops the parts in reverse order, each one whatever happens to the others; throws the failures together. */
export async function stopAll(parts: readonly Startable[]): Promise<void> {
  const failures: unknown[] = []
  for (const part of parts.toReversed()) {
    await part.stop().catch((error: unknown) => failures.push(error))
  }
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) throw new AggregateError(failures, 'Several parts failed to stop.')
}

/** One part of several: they start in this order, and stop in the other. */
export function inOrder(...startables: Startable[]): Startable {
  return { start: () => startAll(startables), stop: () => stopAll(startables) }
}
