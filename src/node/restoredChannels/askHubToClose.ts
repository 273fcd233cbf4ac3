import type { Calls } from '../../ipfs/peer.ts'
import { channelsProtocol, type ClosedChannel } from '../../protocol/channels.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import type { PeerIdText } from '../../shared/ids.ts'

/** The hub answers when the chain has confirmed. */
const timeoutMs = 120_000

/** Asks the hub over `/busker/channels/1` to close the channel of a restored identity. */
export async function askHubToClose(
  calls: Pick<Calls, 'call'>,
  hub: PeerIdText,
  identity: SignedIdentity,
): Promise<ClosedChannel | null> {
  const { closed } = await calls.call(hub, channelsProtocol, 'close', { identity }, { timeoutMs })
  return closed
}
