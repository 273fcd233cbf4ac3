import { Copy, QrCode } from 'lucide-react'
import { useState } from 'react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { OwnCardDialog } from '../contacts/OwnCardDialog.tsx'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** One's identity card, which somebody needs who wants to give one music. */
export function IdentityCardSettings() {
  const identity = useIpcQuery('identity', {})
  const copy = useIpcMutation('app.copyText')
  const showToast = useToasts((toasts) => toasts.show)
  const [isShown, setShown] = useState(false)
  const card = identity.data?.card
  return (
    <Section title={t('common.you')}>
      <SettingsCard>
        <SettingsRow
          title={t('settings.myCard')}
          description={identity.isError ? messageOf(identity.error) : t('settings.giveItToWhoeverWants')}
        >
          <Button icon={QrCode} onClick={() => setShown(true)}>
            {t('share.showAQrCode')}
          </Button>
          <Button
            icon={Copy}
            disabled={card === undefined}
            onClick={() => {
              if (card === undefined) return
              copy.mutate(
                { text: card },
                {
                  onSuccess: () => showToast(t('settings.yourCardIsCopied'), { tone: 'good' }),
                  onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
                },
              )
            }}
          >
            {t('settings.copy')}
          </Button>
        </SettingsRow>
      </SettingsCard>
      {isShown ? <OwnCardDialog onClose={() => setShown(false)} /> : null}
    </Section>
  )
}
