import type { Caller } from '../../ipfs/peer.ts'
import type { hubProtocol } from '../../protocol/hub.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { BuskerError } from '../../shared/errors.ts'
import { authenticateCaller } from '../authenticateCaller.ts'
import type { LimitedFaucet } from './limitedFaucet.ts'
import type { Funding } from './funding.ts'

type FundingHandlers = Pick<Handlers<typeof hubProtocol, Caller>, 'openChannel' | 'faucet'>

/**
 * The money's part of `/busker/hub/1`.
 *
 * @param faucet null on networks where money is real
 */
export function createFundingHandlers(funding: Funding, faucet: LimitedFaucet | null): FundingHandlers {
  return {
    openChannel: async ({ identity, sale }, caller) => ({
      deposit: await funding.open(await authenticateCaller(identity, caller), sale),
    }),
    faucet: async ({ identity }, caller) => {
      if (faucet === null) {
        throw new BuskerError(
          'HUB_NO_FAUCET',
          'Money is real on this network: the hub gives none away. Send tokens and gas to your own address.',
        )
      }
      return faucet.give(await authenticateCaller(identity, caller))
    },
  }
}
