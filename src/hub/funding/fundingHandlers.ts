import type { Caller } from '../../ipfs/peer.ts'
import type { hubProtocol } from '../../protocol/hub.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { authenticateCaller } from '../authenticateCaller.ts'
import { CallerRates } from '../rates/callerRates.ts'
import { defaultHubRates, type HubRates } from '../rates/hubRates.ts'
import { hideDatabase } from '../postgres/hideDatabase.ts'
import { booksClosed } from './booksClosed.ts'
import type { LimitedFaucet } from './limitedFaucet.ts'
import type { Funding } from './funding.ts'

type FundingHandlers = Pick<Handlers<typeof hubProtocol, Caller>, 'openChannel' | 'faucet'>

export interface FundingHandlersOptions {
  /** Default {@link defaultHubRates}. */
  readonly rates?: HubRates['funding']
  /** Ms of a clock that nobody sets. */
  readonly now?: () => number
}

/**
 * The money's part of `/busker/hub/1`.
 *
 * @param faucet null on networks where money is real
 */
export function createFundingHandlers(
  funding: Pick<Funding, 'open'>,
  faucet: LimitedFaucet | null,
  { rates = defaultHubRates.funding, now = () => performance.now() }: FundingHandlersOptions = {},
): FundingHandlers {
  const { perAccount: perOne, perAddress, all } = rates
  const requests = new CallerRates<Address>({ perOne, perAddress, all, what: 'Requests for a channel' })
  const admit = async (identity: SignedIdentity, caller: Caller): Promise<Address> => {
    requests.admitAddress(caller.address, now())
    const account = await authenticateCaller(identity, caller)
    requests.admitOne(account, now())
    return account
  }
  return {
    openChannel: async ({ identity, sale }, caller) => ({
      deposit: await asAnswer(funding.open(await admit(identity, caller), sale)),
    }),
    faucet: async ({ identity }, caller) => {
      if (faucet === null) {
        throw new BuskerError(
          'HUB_NO_FAUCET',
          'Money is real on this network: the hub gives none away. Send tokens and gas to your own address.',
        )
      }
      return asAnswer(faucet.give(await admit(identity, caller)))
    },
  }
}

function asAnswer<T>(answer: Promise<T>): Promise<T> {
  return hideDatabase(answer, 'HUB_BOOKS_CLOSED', booksClosed)
}
