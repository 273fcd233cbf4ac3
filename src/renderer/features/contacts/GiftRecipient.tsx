import { shortAddress } from '../../../shared/shortAddress.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { ArtistMark } from '../../ui/ArtistMark.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Whose a card is, before anything is given to them. */
export function GiftRecipient({ card }: { readonly card: string }) {
  const { data, error } = useIpcQuery('readCard', { card })
  if (error !== null) {
    return (
      <p role="alert" className="text-sm text-warning">
        {messageOf(error)}
      </p>
    )
  }
  if (data === undefined) return null
  const { account, name } = data
  return (
    <p role="status" className="flex items-center gap-3 rounded-large bg-surface-2 p-3">
      <ArtistMark account={account} className="size-9" />
      <span className="min-w-0">
        <span dir="auto" className="block truncate font-medium">
          {name ?? t('contacts.nobodyYouKnow')}
        </span>
        <bdi title={account} className="text-sm text-text-2">
          {shortAddress(account)}
        </bdi>
      </span>
    </p>
  )
}
