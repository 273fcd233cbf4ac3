import { CloudUpload } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Disclosure, DescriptionList } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { SnapshotError, useHubSnapshot } from './useHubSnapshot.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** The sealed copy that the hub keeps, and when it was made. */
export function Backup() {
  const { snapshot, keep } = useHubSnapshot({ refetchIntervalMs: 30_000 })
  const { kept, keptAt, problem } = snapshot.data ?? { kept: 0, keptAt: null, problem: null }
  return (
    <Section
      title={t('wallet.copyForANewMachine')}
      actions={
        <Button
          size="small"
          icon={CloudUpload}
          busy={keep.isPending && t('common.makingACopy')}
          onClick={() => keep.mutate({})}
        >
          {t('common.makeOneNow')}
        </Button>
      }
    >
      <p className="text-text-2">
        {keptAt === null ? (
          t('wallet.thereIsNoCopyYet')
        ) : (
          <>{rich('wallet.madeSealedWithYourWords', { keptAt: <Time at={keptAt} /> })}</>
        )}
      </p>
      {problem === null ? null : (
        <p role="status" className="mt-2 rounded-small bg-warning-soft px-3 py-2 text-warning">
          {t('wallet.theNewestCopyDidNot', { message: errorText(problem) })}
        </p>
      )}
      <SnapshotError error={keep.error ?? snapshot.error} onRetry={() => void snapshot.refetch()} />
      <div className="mt-2">
        <Disclosure>
          <DescriptionList facts={[[t('wallet.snapshotNumber'), kept === 0 ? t('common.none') : kept]]} />
        </Disclosure>
      </div>
    </Section>
  )
}
