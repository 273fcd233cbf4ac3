import { useEffect, useState } from 'react'
import { isNamed, type ShortName } from '../../../shared/shortNames.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useBuyStore } from '../buy/BuyContext.tsx'
import type { Buying, Dedication } from '../buy/buyStore.ts'
import { NameAndNote } from '../buy/NameAndNote.tsx'
import { ContactSelect } from '../contacts/ContactSelect.tsx'
import { GiftRecipient } from '../contacts/GiftRecipient.tsx'
import { NamedRecipient } from '../contacts/NamedRecipient.tsx'
import { useNamedCard } from '../contacts/useNamedCard.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What is written with a gift: as it was typed, or the name of the last time. */
export function useDedication({ dedication }: Buying): Dedication {
  const last = useIpcQuery('lastDedication', {}).data
  return dedication ?? { name: last?.name ?? '', note: '' }
}

interface GiftFieldsProps {
  /** Whom it is for: see the input of `buy`; null: oneself. */
  readonly card: string | null
  /** The short name by which the card was found; null: it was not. */
  readonly foundBy: ShortName | null
  /** It is for somebody else in any case. */
  readonly isGiving: boolean
  readonly dedication: Dedication
}

/** Whom a work is for, where it is not for oneself, and what is written with it. */
export function GiftFields({ card, foundBy, isGiving, dedication }: GiftFieldsProps) {
  const store = useBuyStore()
  const isContact = useIpcQuery('contacts', {}).data?.some(({ account }) => account === card) === true
  const [text, setText] = useState(foundBy === null ? '' : `@${foundBy}`)
  const named = useNamedCard(text)
  const { name } = named
  const found = named.found?.card
  useEffect(() => {
    if (found !== undefined && name !== undefined) store.getState().setGiftRecipient(found, name)
  }, [store, found, name])
  const write = (value: string) => {
    setText(value)
    store.getState().setGiftRecipient(value.trim() || null)
  }
  const fields = (
    <div className="flex w-full flex-col gap-3">
      <ContactSelect
        label={t('contacts.contact')}
        value={card ?? ''}
        isOffered={({ hasCard }) => hasCard}
        onChoose={(account) => {
          setText('')
          store.getState().setGiftRecipient(account || null)
        }}
      />
      <TextField
        label={t('buy.theirNameOrCard')}
        value={named.isNamed ? text : isContact ? '' : (card ?? '')}
        onChange={(event) => write(event.target.value)}
        hint={t('buy.aLongLineOfLetters')}
        dir="auto"
        spellCheck={false}
        autoComplete="off"
      />
      {card === null || named.isNamed ? null : <GiftRecipient card={card} />}
      <NamedRecipient named={named} />
      {card === null || isNamed(card) ? null : <DedicationFields dedication={dedication} />}
    </div>
  )
  return isGiving ? fields : <Disclosure label={t('buy.giveItToSomebodyElse')}>{fields}</Disclosure>
}

function DedicationFields({ dedication }: Pick<GiftFieldsProps, 'dedication'>) {
  const store = useBuyStore()
  return (
    <NameAndNote
      nameLabel={t('buy.yourNameForThem')}
      nameHint={t('buy.onlyTheyReadIt')}
      noteLabel={t('buy.aNoteToThem')}
      written={dedication}
      onChange={(change) => store.getState().setDedication({ ...dedication, ...change })}
    />
  )
}
