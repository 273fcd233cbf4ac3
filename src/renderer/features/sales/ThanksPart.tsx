import { type ReactNode, useState } from 'react'
import type { SaleView } from '../../../shared/api/node.ts'
import { isEarned } from '../../../shared/orderStates.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** A note back to the buyer, once; nothing where it can't be or is not wanted. */
export function ThanksPart({ sale }: { readonly sale: SaleView }) {
  const [text, setText] = useState('')
  const thank = useIpcMutation('thank')
  const { thanks, greeting } = sale
  if (!isEarned(sale)) return null
  if (thanks !== undefined)
    return (
      <Section>
        <p className="text-sm text-text-3">
          {thanks.isSent ? t('sales.youWrote') : t('sales.youWroteWaits')}
        </p>
        <p className="wrap-anywhere whitespace-pre-line">{thanks.text}</p>
      </Section>
    )
  if (greeting?.wantsThanks === false)
    return (
      <Section>
        <p className="text-sm text-text-3">{t('sales.wantsNoNote')}</p>
      </Section>
    )
  return (
    <Section>
      <TextArea
        label={t('sales.writeBack')}
        hint={t('sales.onceASale')}
        error={thank.isError ? messageOf(thank.error) : undefined}
        rows={3}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="w-full"
      />
      <Button
        size="small"
        disabled={text.trim() === ''}
        busy={thank.isPending && t('sales.sendingIt')}
        onClick={() => thank.mutate({ id: sale.id, text })}
      >
        {t('sales.sendTheNote')}
      </Button>
    </Section>
  )
}

function Section({ children }: { readonly children: ReactNode }) {
  return (
    <section
      aria-label={t('sales.aNoteBack')}
      className="mt-5 flex flex-col items-start gap-2 border-t border-line pt-4"
    >
      {children}
    </section>
  )
}
