import type { GiverView } from '../../../shared/api/gifts.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { quote } from '../../../shared/text.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { ArtistMark } from '../../ui/ArtistMark.tsx'
import { rich } from '../../ui/rich.ts'

/** Who gave something: a contact as one calls them; anybody else by their account, and as they call themselves. */
export function GiverName({ giver: { account, contact, name } }: { readonly giver: GiverView }) {
  return (
    <>
      <ArtistMark account={account} className="inline size-[1em] align-[-0.125em]" />{' '}
      {contact !== null ? (
        rich('library.yourContact', {
          name: (
            <bdi title={account} className="font-medium">
              {contact}
            </bdi>
          ),
        })
      ) : name === null ? (
        <AddressLabel address={account} />
      ) : (
        rich('library.callsThemselves', {
          name: <bdi>{quote(name, 60)}</bdi>,
          account: <bdi title={account}>{shortAddress(account)}</bdi>,
        })
      )}
    </>
  )
}
