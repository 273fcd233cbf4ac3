import type { Address } from '../../shared/ids.ts'
import { shortAddress } from '../../shared/shortAddress.ts'

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
