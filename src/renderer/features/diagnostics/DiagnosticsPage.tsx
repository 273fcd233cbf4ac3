import { FileText } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { DescriptionList } from '../../ui/Disclosure.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useSaveFile } from '../files/useSaveFile.ts'
import { PartList } from './PartList.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** How every part is, what versions they have, and the log without anything secret. */
export function DiagnosticsPage() {
  const status = useIpcQuery('status', {}, { refetchIntervalMs: 5_000 })
  const stalls = usePlayer((state) => state.stalls)
  return (
    <Page title={t('common.diagnostics')} width="narrow" actions={<SaveLog />}>
      <Section title={t('diagnostics.parts')}>
        {status.isPending ? (
          <SkeletonRows label={t('diagnostics.lookingAtEveryPart')} rows={8} />
        ) : status.isError ? (
          <ErrorState
            title={t('diagnostics.theNodeDoesNotAnswer')}
            error={status.error}
            onRetry={() => void status.refetch()}
          />
        ) : (
          <PartList parts={status.data.parts} />
        )}
      </Section>
      {status.data === undefined ? null : (
        <Section title={t('diagnostics.thisNode')}>
          <DescriptionList
            facts={[
              [t('common.network'), `${status.data.network.name} (${status.data.network.id})`],
              [
                t('common.account'),
                <CopyableText
                  key="account"
                  label={t('diagnostics.copyTheAccount')}
                  text={status.data.account}
                />,
              ],
              [
                t('diagnostics.peer'),
                <CopyableText key="peer" label={t('diagnostics.copyThePeer')} text={status.data.peer} />,
              ],
            ]}
          />
        </Section>
      )}
      <Section title={t('common.playback')}>
        <DescriptionList facts={[[t('diagnostics.stuttersSinceBuskerWasStarted'), String(stalls)]]} />
      </Section>
      <Versions />
    </Page>
  )
}

function CopyableText({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <span className="wrap-anywhere">{text}</span> <CopyButton label={label} text={text} />
    </span>
  )
}

function Versions() {
  const parts = useIpcQuery('diagnostics.parts', {})
  const state = useIpcQuery('app.state', {}).data
  return (
    <Section title={t('diagnostics.versions')}>
      {parts.isPending ? (
        <SkeletonRows label={t('diagnostics.tryingEveryNativePart')} rows={4} />
      ) : parts.isError ? (
        <ErrorState
          title={t('diagnostics.aNativePartDoesNot')}
          error={parts.error}
          onRetry={() => void parts.refetch()}
        />
      ) : (
        <DescriptionList
          facts={[
            ['Busker', state?.version],
            [t('diagnostics.system'), state?.platform],
            [t('diagnostics.electron'), parts.data.electron],
            [t('diagnostics.nodeJs'), parts.data.node],
            [t('diagnostics.sqlite'), parts.data.sqlite],
            [t('diagnostics.umbralNucypherCore'), parts.data.nucypherCore],
            ['IPFS', parts.data.ipfs],
            ['ffmpeg', parts.data.ffmpeg],
          ]}
        />
      )}
    </Section>
  )
}

function SaveLog() {
  const { save, isSaving } = useSaveFile('app.saveLog', (file) => t('diagnostics.theLogIsSavedAs', { file }))
  return (
    <Button icon={FileText} busy={isSaving && t('common.saving')} onClick={() => save({})}>
      {t('diagnostics.saveTheLog')}
    </Button>
  )
}
