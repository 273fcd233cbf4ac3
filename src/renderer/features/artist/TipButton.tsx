import { HandCoins } from 'lucide-react'
import { useState } from 'react'
import type { Address } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { SendDialog } from '../wallet/SendDialog.tsx'
import { hasConnection } from '../wallet/channels.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Gives an artist money for nothing in return; there where one has some to give. */
export function TipButton({ account, name }: { readonly account: Address; readonly name: string }) {
  const [isOpen, setOpen] = useState(false)
  const wallet = useIpcQuery('wallet', {}).data
  if (wallet === undefined || !hasConnection(wallet)) return null
  return (
    <>
      <IconButton label={t('artist.tip')} icon={HandCoins} size="large" onClick={() => setOpen(true)} />
      {isOpen ? (
        <SendDialog wallet={wallet} recipient={{ account, name }} onClose={() => setOpen(false)} />
      ) : null}
    </>
  )
}
