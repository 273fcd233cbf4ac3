import { clsx } from 'clsx'
import { FileDown, Mail } from 'lucide-react'
import { useState } from 'react'
import type { NetworkChoice, NetworkView } from '../../../shared/api/app.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { PasteInvitation } from '../invitation/PasteInvitation.tsx'
import { AcceptContracts } from './AcceptContracts.tsx'
import { ProtectFirst } from './ProtectFirst.tsx'
import { useProtectKeys } from './useProtectKeys.ts'
import { t } from '../../../shared/i18n/t.ts'

interface NetworkChoicesProps {
  readonly networks: readonly NetworkChoice[] | undefined
  readonly submitLabel: string
  /** @param acceptsContracts the person takes the operator's word for contracts that Busker does not know */
  readonly onSubmit: (id: string, acceptsContracts: boolean) => void
  /** The one in use. */
  readonly current?: string | undefined
}

/** One network of those known, or another from a file. */
export function NetworkChoices({ networks, submitLabel, onSubmit, current }: NetworkChoicesProps) {
  const [chosen, setChosen] = useState<string>()
  const [isAccepted, setAccepted] = useState(false)
  const importing = useIpcMutation('app.importNetwork')
  const [isPasting, setPasting] = useState(false)
  const { isUnprotected } = useProtectKeys()
  if (networks === undefined) return <SkeletonRows label={t('onboarding.loadingTheNetworks')} rows={2} />
  const id = chosen ?? current ?? networks.find(({ isLocal }) => !isLocal)?.id ?? networks[0]?.id
  const network = networks.find((each) => each.id === id)
  const isProtectedFirst = isUnprotected && network?.isLocal === false
  const choose = (id: string) => {
    setChosen(id)
    setAccepted(false)
  }

  return (
    <>
      {networks.length > 0 ? null : (
        <p className="rounded-small bg-surface-3 p-3">{t('onboarding.noNetworkIsKnownOn')}</p>
      )}
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{t('common.network')}</legend>
        {networks.map((network) => (
          <label
            key={network.id}
            className={clsx(
              'grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-small border p-3 has-focus-visible:outline-2 has-focus-visible:outline-accent',
              network.id === id ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface-2',
            )}
          >
            <input
              type="radio"
              name="network"
              value={network.id}
              checked={network.id === id}
              onChange={() => choose(network.id)}
              className="mt-1 self-start accent-accent outline-none"
            />
            <span className="font-medium wrap-anywhere">{network.name}</span>
            <span className="col-start-2 text-sm text-text-2 wrap-anywhere">{describeNetwork(network)}</span>
          </label>
        ))}
      </fieldset>
      {isProtectedFirst ? (
        <ProtectFirst className="mt-4" />
      ) : network?.isToAccept ? (
        <AcceptContracts network={network} isAccepted={isAccepted} onChange={setAccepted} />
      ) : null}
      <div className="mt-4 flex flex-wrap justify-between gap-2">
        <span className="flex flex-wrap">
          <Button size="small" variant="quiet" icon={Mail} onClick={() => setPasting(true)}>
            {t('onboarding.openAnInvitation')}
          </Button>
          <Button
            size="small"
            variant="quiet"
            icon={FileDown}
            onClick={() => importing.mutate({}, { onSuccess: (added) => added && choose(added.id) })}
          >
            {t('onboarding.addFromAFile')}
          </Button>
        </span>
        <Button
          variant="primary"
          disabled={network === undefined || isProtectedFirst || (network.isToAccept && !isAccepted)}
          onClick={() => network !== undefined && onSubmit(network.id, network.isToAccept)}
        >
          {submitLabel}
        </Button>
      </div>
      <PasteInvitation isOpen={isPasting} onClose={() => setPasting(false)} />
      {importing.isError ? (
        <ErrorState
          title={t('onboarding.theNetworkWasNotAdded')}
          error={importing.error}
          money={t('common.noMoneyIsInvolved')}
          className="mt-4"
        />
      ) : null}
    </>
  )
}

/** Which money is paid with, where, and who runs it. */
export function describeNetwork({ isLocal, symbol, chainName, operator }: NetworkView): string {
  return isLocal
    ? t('onboarding.playMoneyOnThisMachine')
    : t('onboarding.paidInOnRunBy', { symbol, chainName, operator })
}
