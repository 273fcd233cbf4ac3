import { BlockList } from 'node:net'
import { networkInterfaces } from 'node:os'
import { BuskerError } from '../../shared/errors.ts'

/** One of this machine's IPv4 addresses that other machines reach. */
export interface OwnAddress {
  /** The system's name for the interface, such as `wlan0`. */
  readonly name: string
  readonly address: string
}

/** RFC 1918, RFC 3927. */
const privateNetworks = new BlockList()
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  privateNetworks.addSubnet(network, prefix, 'ipv4')

/** Whether only machines of the same network can reach an IPv4 address. */
export function isPrivateAddress(address: string): boolean {
  return privateNetworks.check(address, 'ipv4')
}

/** This machine's IPv4 addresses but for loopback. */
export function ownAddresses(): OwnAddress[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ name, address })),
  )
}

/**
 * Where a phone in the same network finds this machine: the address that was named, or the only private one.
 *
 * @param named null: none was; an address that is not private has to be
 * @throws BuskerError `LISTEN_LAN_ADDRESS` when it isn't this machine's, or when there is none or more than one to choose
 */
export function lanAddress(named: string | null, own: readonly OwnAddress[]): string {
  const list = own.map(({ name, address }) => `${address} (${name})`).join(', ')
  const having = own.length === 0 ? 'It has none that others reach.' : `It has ${list}.`
  if (named !== null) {
    if (own.some(({ address }) => address === named)) return named
    throw new BuskerError('LISTEN_LAN_ADDRESS', `"${named}" is no IPv4 address of this machine. ${having}`)
  }
  const [only, ...others] = own.filter(({ address }) => isPrivateAddress(address))
  if (only !== undefined && others.length === 0) return only.address
  const why = only === undefined ? 'no address' : 'more than one address'
  throw new BuskerError('LISTEN_LAN_ADDRESS', `This machine has ${why} in a private network. ${having}`)
}
