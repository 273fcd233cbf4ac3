/**
 * What of an IP address tells its owner apart: an IPv4 address, also one written as IPv6, or the 64 bits of an IPv6 address that
 * its owner can't choose.
 */
export function ipPrefix(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return mapped
  if (!ip.includes(':')) return ip
  const [before = '', after] = ip.split('%')[0]?.split('::') ?? []
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const [start, end] = [groups(before), groups(after ?? '')]
  const zeros = Array.from({ length: after === undefined ? 0 : 8 - start.length - end.length }, () => '0')
  return [...start, ...zeros, ...end].slice(0, 4).join(':').toLowerCase()
}

/** Whether what {@link ipPrefix} gave is this very machine. */
export function isThisMachine(prefix: string): boolean {
  return prefix === '127.0.0.1' || prefix === '0:0:0:0'
}

/** What of an {@link ipPrefix} comes together, as providers are given it: half of an IPv4 address, or 32 bits of an IPv6 address. */
export function neighbourhoodOf(prefix: string): string {
  return prefix.includes(':')
    ? prefix.split(':').slice(0, 2).join(':')
    : prefix.split('.').slice(0, 2).join('.')
}
