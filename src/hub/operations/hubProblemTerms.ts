import { coinOf } from '../../shared/knownChains.ts'
import type { HubOptions } from '../hubOptions.ts'
import type { ProblemTerms } from './hubProblems.ts'

/** What problems of this hub are told by. */
export function hubProblemTerms({ profile, rpcUrl, funding }: HubOptions): ProblemTerms {
  return {
    coin: coinOf(profile),
    gasReserve: funding.gasReserve ?? 0n,
    matrixUrl: profile.hub.matrixUrl,
    rpcUrl: rpcUrl ?? profile.chain.rpcUrl,
  }
}
