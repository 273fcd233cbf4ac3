import { isBuskerError } from '../../src/shared/errors.ts'

/** Asks over and over, `atOnce` at a time, and counts what comes of it: what `ask` says, or with which code it is refused. */
export async function outcomes(
  signal: AbortSignal,
  atOnce: number,
  ask: (index: number) => Promise<string | number>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  let asked = 0
  const go = async () => {
    while (!signal.aborted) {
      // Whoever sends more than is read may be cut off before the answer arrives.
      const outcome = await ask(asked++).catch((error: unknown) =>
        isBuskerError(error) ? error.code : 'cut off',
      )
      counts[outcome] = (counts[outcome] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, go))
  return counts
}
