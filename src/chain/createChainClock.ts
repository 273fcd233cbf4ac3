import { ChainClock } from './chainClock.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'

/** Between two questions to a chain that goes on, polling intervals of the network: the time does not need to be asked often. */
const intervals = 5

/**
 * The time of the chain behind `endpoints`.
 *
 * @param steadyNow ms of a clock that goes on in sleep and that nobody sets
 * @param patienceMs how long `start` waits for a block to come, ms
 */
export function createChainClock(
  endpoints: ChainEndpoints,
  steadyNow: () => number,
  patienceMs = 5_000,
): ChainClock {
  return new ChainClock({
    patienceMs,
    pollingMs: endpoints.pollingMs * intervals,
    steadyNow,
    readBlocks: async () => {
      const answers = await endpoints.readEach((client) => client.getBlock({ blockTag: 'latest' }))
      return answers.map((answer) =>
        answer.status === 'fulfilled'
          ? { number: answer.value.number, timestamp: Number(answer.value.timestamp) * 1000 }
          : null,
      )
    },
  })
}
