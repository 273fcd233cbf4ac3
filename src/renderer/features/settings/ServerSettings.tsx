import { useState } from 'react'
import type { PairedMachine } from '../../../shared/api/pairedMachine.ts'
import { t } from '../../../shared/i18n/t.ts'
import { type IpcOutput, useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Section } from '../../ui/Page.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { Time } from '../../ui/Time.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { ServerSales } from './ServerSales.tsx'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'

type Overview = IpcOutput<'serverOverview'>

/** A server of one's own that sells while this machine is off: none until it is paired by a code. */
export function ServerSettings() {
  const server = useIpcQuery('server', {}).data?.server
  const [isPairing, setPairing] = useState(false)
  if (server === undefined) return null
  return (
    <Section title={t('settings.sellFromAServer')}>
      <SettingsCard>
        {server === null ? (
          <SettingsRow
            title={t('settings.noServerYet')}
            description={
              <>
                <p>{t('settings.aServerSells')}</p>
                <p className="mt-2">{t('settings.aServerHasYourKeys')}</p>
              </>
            }
          >
            <Button onClick={() => setPairing(true)}>{t('settings.pairWithAServer')}</Button>
          </SettingsRow>
        ) : (
          <PairedServer server={server} />
        )}
      </SettingsCard>
      {isPairing ? <CodeDialog onClose={() => setPairing(false)} /> : null}
    </Section>
  )
}

function PairedServer({ server }: { readonly server: PairedMachine }) {
  const overview = useIpcQuery('serverOverview', {}, { refetchIntervalMs: 10_000 })
  const sell = useIpcMutation('sellFromServer')
  const sellHere = useIpcMutation('takeOver')
  const unpair = useIpcMutation('unpairServer')
  const failed = [overview, sell, sellHere, unpair].find(({ isError }) => isError)?.error
  const lease = useIpcQuery('lease', {}).data
  const showToast = useToasts((toasts) => toasts.show)
  const forget = () =>
    unpair.mutate(
      {},
      { onSuccess: ({ isTold }) => !isTold && showToast(t('settings.forgetThisMachineThere')) },
    )
  const overviewNow = overview.isError ? undefined : overview.data
  const isIdleThere = overviewNow?.lease.isHere === false && !overviewNow.lease.isTakingOver
  return (
    <>
      <SettingsRow
        title={server.name}
        description={
          <>
            <p role="status">
              {overview.isPending ? t('settings.askingTheServer') : overviewNow && stateOf(overviewNow)}
            </p>
            {failed === undefined || failed === null ? null : (
              <p role="alert" className="text-danger">
                {messageOf(failed)}
              </p>
            )}
            <p className="mt-2">
              {t('settings.pairedSince')} <Time at={server.at} />. {t('settings.compareTheServersNumber')}
            </p>
            <code dir="ltr" className="block font-mono wrap-anywhere">
              {server.peer}
            </code>
          </>
        }
      >
        {isIdleThere ? (
          <Button busy={sell.isPending && t('settings.askingTheServer')} onClick={() => sell.mutate({})}>
            {t('settings.sellThere')}
          </Button>
        ) : null}
        {lease?.isHere === false && !lease.isTakingOver ? (
          <Button busy={sellHere.isPending && t('common.takeOver')} onClick={() => sellHere.mutate({})}>
            {t('settings.sellHereAgain')}
          </Button>
        ) : null}
        <Button busy={unpair.isPending && t('settings.forgettingIt')} onClick={forget}>
          {t('settings.forgetTheServer')}
        </Button>
      </SettingsRow>
      {overviewNow === undefined ? null : <ServerSales overview={overviewNow} />}
    </>
  )
}

function stateOf({ lease }: Overview): string {
  if (lease.isHere) return t('settings.theServerSells')
  return lease.isTakingOver ? t('settings.theServerIsTakingOver') : t('settings.theServerWaits')
}

function CodeDialog({ onClose }: { readonly onClose: () => void }) {
  const pair = useIpcMutation('pairServer')
  const [code, setCode] = useState('')
  return (
    <FormDialog
      title={t('settings.sellFromAServer')}
      description={t('settings.howToPair')}
      isOpen
      onClose={onClose}
      submitLabel={t('settings.pair')}
      cancelLabel={t('common.cancel')}
      isReady={code.trim() !== ''}
      busy={pair.isPending && t('settings.askingTheServer')}
      onSubmit={() => pair.mutate({ code: code.trim() }, { onSuccess: onClose })}
    >
      <TextArea
        label={t('settings.codeOfTheServer')}
        rows={4}
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        value={code}
        maxLength={400}
        onChange={(event) => setCode(event.target.value)}
        hint={t('settings.theCodeIsOfUseOnce')}
        error={pair.error === null ? undefined : messageOf(pair.error)}
      />
    </FormDialog>
  )
}
