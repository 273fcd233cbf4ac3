import type { Multiaddr } from '@multiformats/multiaddr'

/**
 * Whoever is behind a connection, as far as an address tells: an IPv4 address, or the 64 bits of an IPv6 one that its owner
 * can't choose.
 *
 * @returns undefined for a connection through a relay, which is the relay's
 */
export function networkAddressOf(address: Multiaddr): string | undefined {
  const components = address.getComponents()
  if (components.some(({ name }) => name === 'p2p-circuit')) return undefined
  const [first] = components
  if (first?.name === 'ip4') return first.value
  return first?.name === 'ip6' && first.value !== undefined ? prefixOf(first.value) : undefined
}

function prefixOf(ip6: string): string {
  const [before = '', after] = ip6.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [start, end] = [groups(before), groups(after ?? '')]
  const zeros = Array.from({ length: after === undefined ? 0 : 8 - start.length - end.length }, () => '0')
  return [...start, ...zeros, ...end].slice(0, 4).join(':')
}
