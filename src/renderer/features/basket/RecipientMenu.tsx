import { Gift } from 'lucide-react'
import type { BasketItem } from '../../../shared/api/basket.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { chosenOf } from './chosenOf.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Chooses for whom a work of the basket is: oneself, or a contact who has shown a card; nothing where there is none. */
export function RecipientMenu({ item, title }: { readonly item: BasketItem; readonly title: string }) {
  const contacts = (useIpcQuery('contacts', {}).data ?? []).filter(({ hasCard }) => hasCard)
  const readdress = useIpcMutation('readdressInBasket')
  const showToast = useToasts((toasts) => toasts.show)
  const send = (to: (typeof contacts)[number]['account'] | null) =>
    readdress.mutate(
      { work: chosenOf(item), to },
      { onError: (error) => showToast(messageOf(error), { tone: 'bad' }) },
    )
  if (contacts.length === 0 && item.recipient === null) return null
  const others = contacts.filter(({ account }) => account !== item.recipient?.account)
  return (
    <Menu
      label={t('basket.whomItIsFor', { title })}
      entries={[
        ...(item.recipient === null ? [] : [{ label: t('basket.forMe'), onSelect: () => send(null) }]),
        ...others.map(({ account, name }) => ({
          label: t('basket.forSomebody', { name }),
          onSelect: () => send(account),
        })),
      ]}
    >
      <IconButton label={t('basket.whomItIsFor', { title })} icon={Gift} size="small" />
    </Menu>
  )
}
