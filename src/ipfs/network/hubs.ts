import { multiaddr, type Multiaddr } from '@multiformats/multiaddr'
import { BuskerError } from '../../shared/errors.ts'
import { peerIdText, type PeerIdText } from '../../shared/ids.ts'

/** The peers a node always stays connected to, and where each is dialled. */
export type Hubs = ReadonlyMap<PeerIdText, readonly Multiaddr[]>

/**
 * @param addresses multiaddrs, each ending in `/p2p/<peer id>`
 * @throws BuskerError `IPFS_ADDRESS_INVALID`
 */
export function parseHubs(addresses: readonly string[]): Hubs {
  const hubs = new Map<PeerIdText, Multiaddr[]>()
  for (const text of addresses) {
    const { peer, address } = parsePeerAddress(text)
    hubs.set(peer, [...(hubs.get(peer) ?? []), address])
  }
  return hubs
}

/** @throws BuskerError `IPFS_ADDRESS_INVALID` when `text` is no multiaddr that says whose it is */
export function parsePeerAddress(text: string): { peer: PeerIdText; address: Multiaddr } {
  try {
    const address = multiaddr(text)
    const last = address.getComponents().at(-1)
    if (last?.name !== 'p2p') throw new Error('it does not end in /p2p/<peer id>')
    return { peer: peerIdText.parse(last.value), address }
  } catch (error) {
    throw new BuskerError(
      'IPFS_ADDRESS_INVALID',
      `"${text}" is not the address of a peer: it needs the form /ip4/…/tcp/…/p2p/<peer id>.`,
      { cause: error },
    )
  }
}
