import { messageOf } from '../../ui/ErrorState.tsx'
import { GiftRecipient } from './GiftRecipient.tsx'
import type { NamedCard } from './useNamedCard.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Whom a short name means, and by whose word, before anything is paid; nothing for what is none. */
export function NamedRecipient({ named: { isNamed, name, found, problem } }: { readonly named: NamedCard }) {
  if (!isNamed) return null
  if (problem !== null) {
    return (
      <p role="alert" className="text-sm text-warning">
        {messageOf(problem)}
      </p>
    )
  }
  if (name === undefined) return <p className="text-sm text-text-2">{t('contacts.whatAShortNameIs')}</p>
  if (found === undefined)
    return <p className="text-sm text-text-2">{t('contacts.askingTheHub', { name })}</p>
  return (
    <>
      <GiftRecipient card={found.card} />
      {found.isMet ? null : <p className="text-sm text-text-2">{t('contacts.theHubSaysSo', { name })}</p>}
    </>
  )
}
