import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState, messageOf } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { rich } from '../../ui/rich.ts'
import { SkeletonRows } from '../../ui/Skeleton.tsx'

/** Keepers that have made themselves known at the hub: none is used until somebody adds it who knows whose it is. */
export function AnnouncedKeepers() {
  const announced = useIpcQuery('announcedUrsulas', {}, { refetchIntervalMs: 60_000 })
  const add = useIpcMutation('addUrsula')
  return (
    <Section title={t('access.announcedAtTheHub')}>
      <p className="mb-3 text-text-2">{t('access.anybodyCanAnnounce')}</p>
      {announced.isPending ? (
        <SkeletonRows label={t('access.loadingTheKeepers')} rows={2} />
      ) : announced.isError ? (
        <ErrorState
          title={t('access.theHubDidNotSay')}
          error={announced.error}
          onRetry={() => void announced.refetch()}
        />
      ) : announced.data.length === 0 ? (
        <p className="text-text-3">{t('access.nobodyElseAnnounced')}</p>
      ) : (
        <ul aria-label={t('access.announcedAtTheHub')} className="divide-y divide-line">
          {announced.data.map(({ peer, operator, address, isNameTaken }) => (
            <li key={peer} className="flex items-center gap-4 py-2">
              <div className="min-w-0 flex-1">
                <p className="truncate">
                  {rich('access.saysItIsRunBy', {
                    operator: <bdi className="font-medium">“{operator}”</bdi>,
                  })}
                </p>
                {isNameTaken ? (
                  <p className="text-sm text-warning">{t('access.calledLikeOneYouHave')}</p>
                ) : null}
                <p dir="ltr" className="truncate text-start text-sm text-text-3" title={address}>
                  {address}
                </p>
              </div>
              <Button
                size="small"
                busy={add.isPending && add.variables?.address === address && t('common.askingIt')}
                onClick={() => add.mutate({ address })}
              >
                {t('access.addKeeper')}
                <span className="sr-only"> {operator}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {add.isError ? (
        <p role="alert" className="mt-2 text-danger">
          {messageOf(add.error)}
        </p>
      ) : null}
    </Section>
  )
}
