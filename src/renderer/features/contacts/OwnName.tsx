import { AtSign } from 'lucide-react'
import { useState } from 'react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { OwnNameDialog } from './OwnNameDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** One's own short name at the hub. */
export function OwnName() {
  const { data, error } = useIpcQuery('ownName', {})
  const [isOpen, setOpen] = useState(false)
  const name = data?.name ?? null
  return (
    <div className="mb-4 flex min-h-12 flex-wrap items-center gap-3 rounded-large bg-surface-2 px-4 py-2">
      <AtSign size={18} aria-hidden className="shrink-0 text-text-2" />
      <p className="min-w-0 flex-1">
        <span className="block text-sm text-text-2">{t('contacts.yourName')}</span>
        {error !== null ? (
          <span className="text-sm text-warning">{messageOf(error)}</span>
        ) : name === null ? (
          <span>{data === undefined ? '…' : t('contacts.noName')}</span>
        ) : (
          <bdi dir="ltr" className="font-medium">
            @{name}
          </bdi>
        )}
      </p>
      {name === null ? null : <CopyButton label={t('contacts.copyName')} text={`@${name}`} />}
      <Button size="small" disabled={data === undefined} onClick={() => setOpen(true)}>
        {name === null ? t('contacts.chooseAName') : t('contacts.changeName')}
      </Button>
      {isOpen ? <OwnNameDialog current={name} onClose={() => setOpen(false)} /> : null}
    </div>
  )
}
