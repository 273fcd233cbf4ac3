import { QrCode, UserPlus, X } from 'lucide-react'
import { useState } from 'react'
import type { ContactView } from '../../../shared/api/contacts.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { ArtistMark } from '../../ui/ArtistMark.tsx'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Section } from '../../ui/Page.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { AddContactDialog } from './AddContactDialog.tsx'
import { OwnName } from './OwnName.tsx'
import { OwnCardDialog } from './OwnCardDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Whom one pays or gives music to, by name. */
export function ContactsSection() {
  const contacts = useIpcQuery('contacts', {}).data
  const [opened, setOpened] = useState<'add' | 'ownCard' | null>(null)
  const close = () => setOpened(null)
  return (
    <Section
      title={t('contacts.contacts')}
      actions={
        <div className="flex flex-wrap justify-end gap-2">
          <Button size="small" icon={QrCode} onClick={() => setOpened('ownCard')}>
            {t('settings.myCard')}
          </Button>
          <Button size="small" icon={UserPlus} onClick={() => setOpened('add')}>
            {t('contacts.add')}
          </Button>
        </div>
      }
    >
      <OwnName />
      {contacts === undefined || contacts.length === 0 ? (
        <p className="text-text-2">{t('contacts.none')}</p>
      ) : (
        <ul aria-label={t('contacts.contacts')} className="flex flex-col">
          {contacts.map((contact) => (
            <ContactRow key={contact.account} contact={contact} />
          ))}
        </ul>
      )}
      {opened === 'add' ? <AddContactDialog onClose={close} /> : null}
      {opened === 'ownCard' ? <OwnCardDialog onClose={close} /> : null}
    </Section>
  )
}

function ContactRow({ contact: { account, name, hasCard, shortName } }: { readonly contact: ContactView }) {
  const remove = useIpcMutation('removeContact')
  const showToast = useToasts((toasts) => toasts.show)
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line py-2 last:border-none">
      <ArtistMark account={account} className="size-8" />
      <span dir="auto" className="min-w-0 flex-1 truncate font-medium">
        {name}
      </span>
      <span className="text-sm text-text-2">
        {shortName === undefined ? null : (
          <>
            <bdi dir="ltr">@{shortName}</bdi>
            {' · '}
          </>
        )}
        {hasCard ? (
          <>
            <bdi>{t('contacts.canBeGivenMusic')}</bdi>
            {' · '}
          </>
        ) : null}
        <bdi title={account}>{shortAddress(account)}</bdi>
      </span>
      <IconButton
        label={t('contacts.remove', { name })}
        icon={X}
        size="small"
        onClick={() =>
          remove.mutate({ account }, { onError: (error) => showToast(messageOf(error), { tone: 'bad' }) })
        }
      />
    </li>
  )
}
