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

/** The network in use, and another one. */
export function NetworkSettings({ current }: { readonly current: NetworkView | null }) {
  const [isChoosing, setChoosing] = useState(false)
  const networks = useIpcQuery('app.networks', {})
  const choose = useIpcMutation('app.chooseNetwork')
  return (
    <Section title="Network">
      <SettingsCard>
        <SettingsRow
          title={current?.name ?? 'None yet'}
          description={current === null ? 'Choose who passes your payments on.' : describeNetwork(current)}
        >
          <Button onClick={() => setChoosing(true)}>Change…</Button>
        </SettingsRow>
        {current === null ? null : <ChainSettings />}
      </SettingsCard>
      <Dialog
        title="Change the network"
        description="Each network has its own money and its own music. What you have on this one stays, and is there when you come back."
        isOpen={isChoosing}
        onClose={() => setChoosing(false)}
      >
        {networks.isError ? (
          <ErrorState
            title="The networks could not be read"
            error={networks.error}
            onRetry={() => void networks.refetch()}
          />
        ) : (
          <NetworkChoices
            networks={networks.data}
            current={current?.id}
            submitLabel="Change to it"
            onSubmit={(id, acceptsContracts) =>
              choose.mutate({ id, acceptsContracts }, { onSuccess: () => setChoosing(false) })
            }
          />
        )}
        {choose.isError ? (
          <ErrorState
            title="You are still on the old network"
            error={choose.error}
            money="Your money on both networks is where it was."
            className="mt-4"
          />
        ) : null}
      </Dialog>
    </Section>
  )
}
