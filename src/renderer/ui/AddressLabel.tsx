import type { Address } from '../../shared/ids.ts'

/** The first and last digits: enough to tell people apart at a glance. */
export const shortAddress = (address: Address): string => `${address.slice(0, 6)}…${address.slice(-4)}`

/** Somebody: by name where one is known, else by the ends of their address; the whole when pointed at. */
export function AddressLabel({
  address,
  name,
}: {
  readonly address: Address
  readonly name?: string | undefined
}) {
  return (
    <span title={address} className={name === undefined ? 'tracking-tight' : undefined}>
      {name ?? shortAddress(address)}
    </span>
  )
}
