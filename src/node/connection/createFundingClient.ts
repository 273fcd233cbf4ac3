import type { Calls } from '../../ipfs/peer.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import type { SignedRequest } from '../../protocol/purchase.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'
import type { FundingClient } from './connectionActions.ts'

const faucetTimeoutMs = 30_000
const channelTimeoutMs = 60_000
/** Requests of strangers that a hub is shown in vain before one of somebody it knows. */
const salesShown = 8

/**
 * The hub, asked over libp2p in the name of `identity`.
 *
 * @param waitingSales what somebody has asked to buy of this account and could not pay for: shown to a hub that puts its
 *   money into channels of those who sell alone
 */
export function createFundingClient(
  calls: Calls,
  hub: { readonly peer: PeerIdText; readonly raidenAddress: Address },
  identity: SignedIdentity,
  waitingSales: () => readonly SignedRequest[] = () => [],
): FundingClient {
  const open = (sale?: SignedRequest) =>
    calls.call(
      hub.peer,
      hubProtocol,
      'openChannel',
      { identity, ...(sale && { sale }) },
      { timeoutMs: channelTimeoutMs },
    )
  return {
    raidenAddress: hub.raidenAddress,
    faucet: () => calls.call(hub.peer, hubProtocol, 'faucet', { identity }, { timeoutMs: faucetTimeoutMs }),
    async openChannel() {
      try {
        return await open()
      } catch (refusal) {
        if (!isBuskerError(refusal, 'HUB_NOT_SELLING')) throw refusal
        for (const sale of waitingSales().slice(0, salesShown)) {
          const opened = await open(sale).catch((error: unknown) => {
            if (!isBuskerError(error, 'HUB_NOT_SELLING')) throw error
            return null
          })
          if (opened !== null) return opened
        }
        throw refusal
      }
    },
  }
}
