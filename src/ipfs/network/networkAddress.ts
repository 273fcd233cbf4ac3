import type { Multiaddr } from '@multiformats/multiaddr'
import { ipPrefix } from '../../shared/ipPrefix.ts'

/**
 * Whoever is behind a connection, as far as an address tells: see {@link ipPrefix}.
 *
 * @returns undefined for a connection through a relay, which is the relay's
 */
export function networkAddressOf(address: Multiaddr): string | undefined {
  const components = address.getComponents()
  if (components.some(({ name }) => name === 'p2p-circuit')) return undefined
  const [first] = components
  if (first?.value === undefined || (first.name !== 'ip4' && first.name !== 'ip6')) return undefined
  return ipPrefix(first.value)
}
