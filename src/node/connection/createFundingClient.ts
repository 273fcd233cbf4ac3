import type { Calls } from '../../ipfs/peer.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'
import type { FundingClient } from './connectionActions.ts'

const faucetTimeoutMs = 30_000
const channelTimeoutMs = 60_000

/** The hub, asked over libp2p in the name of `identity`. */
export function createFundingClient(
  calls: Calls,
  hub: { readonly peer: PeerIdText; readonly raidenAddress: Address },
  identity: SignedIdentity,
): FundingClient {
  return {
    raidenAddress: hub.raidenAddress,
    faucet: () => calls.call(hub.peer, hubProtocol, 'faucet', { identity }, { timeoutMs: faucetTimeoutMs }),
    openChannel: () =>
      calls.call(hub.peer, hubProtocol, 'openChannel', { identity }, { timeoutMs: channelTimeoutMs }),
  }
}
