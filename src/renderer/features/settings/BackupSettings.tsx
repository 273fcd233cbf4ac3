import { HardDriveDownload } from 'lucide-react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { SnapshotError, useHubSnapshot } from '../wallet/useHubSnapshot.tsx'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** Copies of library and orders: the hub's, and one's own. */
export function BackupSettings() {
  const { snapshot, keep } = useHubSnapshot()
  const save = useIpcMutation('app.saveSnapshot')
  const showToast = useToasts((toasts) => toasts.show)
  const { keptAt, problem } = snapshot.data ?? { keptAt: null, problem: null }
  return (
    <Section title={t('common.copies')}>
      <SettingsCard>
        <SettingsRow
          title={t('settings.withTheHub')}
          description={
            snapshot.isPending ? (
              t('common.looking')
            ) : problem !== null ? (
              t('settings.theNewestCopyDidNot', { message: errorText(problem) })
            ) : keptAt === null ? (
              t('settings.noneYetOneIsMade')
            ) : (
              <>{rich('settings.madeSealedWithYourWords', { keptAt: <Time at={keptAt} /> })}</>
            )
          }
        >
          <Button
            busy={keep.isPending && t('common.makingACopy')}
            onClick={() =>
              keep.mutate({}, { onSuccess: () => showToast(t('settings.theHubHasANew'), { tone: 'good' }) })
            }
          >
            {t('common.makeOneNow')}
          </Button>
        </SettingsRow>
        <SettingsRow title={t('settings.inAFile')} description={t('settings.theSameCopyToKeep')}>
          <Button
            icon={HardDriveDownload}
            busy={save.isPending && t('common.saving')}
            onClick={() =>
              save.mutate(
                {},
                {
                  onSuccess: ({ file }) =>
                    file !== null && showToast(t('settings.savedAs', { file }), { tone: 'good' }),
                },
              )
            }
          >
            {t('settings.save')}
          </Button>
        </SettingsRow>
      </SettingsCard>
      <SnapshotError
        error={keep.error ?? save.error ?? snapshot.error}
        onRetry={() => void snapshot.refetch()}
      />
    </Section>
  )
}
