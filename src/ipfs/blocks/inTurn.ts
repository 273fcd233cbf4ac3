import { setImmediate as nextTick } from 'node:timers/promises'
import PQueue from 'p-queue'

const turns = new PQueue({ concurrency: 1 })

/**
 * Reads what may be long when all before it is read. However much comes at once, and from however many peers, this process
 * does something else between two of them.
 */
export async function inTurn<T>(read: () => T | Promise<T>): Promise<T> {
  return turns.add(async () => {
    await nextTick()
    return read()
  })
}
