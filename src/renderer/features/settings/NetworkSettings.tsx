import { useState } from 'react'
import type { NetworkView } from '../../../shared/api/app.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { describeNetwork, NetworkChoices } from '../onboarding/NetworkChoices.tsx'
import { ChainSettings } from './ChainSettings.tsx'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The network in use, and another one. */
export function NetworkSettings({ current }: { readonly current: NetworkView | null }) {
  const [isChoosing, setChoosing] = useState(false)
  const networks = useIpcQuery('app.networks', {})
  const choose = useIpcMutation('app.chooseNetwork')
  return (
    <Section title={t('common.network')}>
      <SettingsCard>
        <SettingsRow
          title={current?.name ?? t('settings.noneYet')}
          description={
            current === null ? t('settings.chooseWhoPassesYourPayments') : describeNetwork(current)
          }
        >
          <Button onClick={() => setChoosing(true)}>{t('settings.change')}</Button>
        </SettingsRow>
        {current === null ? null : <ChainSettings />}
      </SettingsCard>
      <Dialog
        title={t('settings.changeTheNetwork')}
        description={t('settings.eachNetworkHasItsOwn')}
        isOpen={isChoosing}
        onClose={() => setChoosing(false)}
      >
        {networks.isError ? (
          <ErrorState
            title={t('common.theNetworksCouldNotBe')}
            error={networks.error}
            onRetry={() => void networks.refetch()}
          />
        ) : (
          <NetworkChoices
            networks={networks.data}
            current={current?.id}
            submitLabel={t('settings.changeToIt')}
            onSubmit={(id, acceptsContracts) =>
              choose.mutate({ id, acceptsContracts }, { onSuccess: () => setChoosing(false) })
            }
          />
        )}
        {choose.isError ? (
          <ErrorState
            title={t('settings.youAreStillOnThe')}
            error={choose.error}
            money={t('settings.yourMoneyOnBothNetworks')}
            className="mt-4"
          />
        ) : null}
      </Dialog>
    </Section>
  )
}
