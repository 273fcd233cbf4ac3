import type { CallOptions, Peer } from '../../ipfs/peer.ts'
import type { UrsulaRecord } from '../../protocol/policy.ts'
import type { InputOf, OutputOf } from '../../protocol/rpc.ts'
import { ursulaProtocol } from '../../protocol/ursula.ts'
import { peerIdText } from '../../shared/ids.ts'

type UrsulaProtocol = typeof ursulaProtocol

/**
 * Asks an Ursula, dialling her where her record says she is, or else where peers and hubs say.
 *
 * @throws BuskerError see {@link Peer.call}
 */
export async function askUrsula<Op extends 'reencrypt' | 'revoke'>(
  peer: Pick<Peer, 'call' | 'connect'>,
  ursula: UrsulaRecord,
  op: Op,
  body: InputOf<UrsulaProtocol, Op>,
  options: CallOptions = {},
): Promise<OutputOf<UrsulaProtocol, Op>> {
  // Where this fails the call knows other ways, and says what is wrong when none is left.
  if (ursula.addresses.length > 0) await peer.connect(ursula.addresses).catch(() => undefined)
  return peer.call(peerIdText.parse(ursula.peer), ursulaProtocol, op, body, options)
}
