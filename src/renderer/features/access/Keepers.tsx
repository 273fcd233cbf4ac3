import { t } from '../../../shared/i18n/t.ts'
import { answeringKeepers, consequencesOf } from '../../../shared/keepers.ts'
import { useState } from 'react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { DescriptionList, Disclosure } from '../../ui/Disclosure.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { AnnouncedKeepers } from './AnnouncedKeepers.tsx'
import { KeeperTable } from './KeeperTable.tsx'
import { KeeperTermsDialog } from './KeeperTermsDialog.tsx'

/** Who lets buyers in, how many of them it takes, and what that means. */
export function Keepers() {
  const keepers = useIpcQuery('ursulas', {}, { refetchIntervalMs: 20_000 })
  const [isChanging, setChanging] = useState(false)
  if (keepers.isPending) return <SkeletonRows label={t('access.loadingTheKeepers')} />
  if (keepers.isError)
    return (
      <ErrorState
        title={t('access.theKeepersCouldNotBeRead')}
        error={keepers.error}
        money={t('access.nothingSoldIsLost')}
        onRetry={() => void keepers.refetch()}
      />
    )
  const view = keepers.data
  const { threshold, shares } = view
  const answering = answeringKeepers(view)
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <p className="text-text-2">{t('access.whatKeepersDo')}</p>
      <section
        aria-label={t('access.howManyKeepers')}
        className="rounded-large border border-line bg-surface-2 px-5 py-4"
      >
        <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
          <p className="font-medium">{t('access.heldByKeepersNeeded', { count: shares, threshold })}</p>
          <Button onClick={() => setChanging(true)}>{t('access.changeKeeperTerms')}</Button>
        </div>
        <ul className="flex list-disc flex-col gap-1 ps-5 text-sm text-text-2">
          {consequencesOf(view).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {answering >= shares ? null : (
          <p role="status" className="mt-3 rounded-small bg-warning-soft px-3 py-2 text-warning">
            {t('access.tooFewKeepersAnswer', { shares, answering })}
          </p>
        )}
        <div className="mt-2">
          <Disclosure>
            <DescriptionList
              facts={[
                [t('access.scheme'), t('access.mOfNOf', { threshold, shares })],
                [
                  t('access.ursulas'),
                  view.ursulas.map(({ peer }) => (
                    <code key={peer} dir="ltr" className="block font-mono">
                      {peer}
                    </code>
                  )),
                ],
              ]}
            />
          </Disclosure>
        </div>
      </section>
      <KeeperTable view={view} />
      <AnnouncedKeepers />
      {isChanging ? <KeeperTermsDialog view={view} onClose={() => setChanging(false)} /> : null}
    </div>
  )
}
