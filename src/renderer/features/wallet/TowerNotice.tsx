import { Eye, EyeOff, Trash2 } from 'lucide-react'
import type { TowersView } from '../../../shared/api/towers.ts'
import { describeSpan, leastWatched } from '../../../shared/watching.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { AddressForm } from '../../ui/AddressForm.tsx'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** Who watches the connection while this machine is off; nothing where nothing can be lost yet and nobody is to watch. */
export function TowerNotice() {
  const towers = useIpcQuery('towers', {}, { refetchIntervalMs: 30_000 })
  if (towers.data === undefined) return null
  return (
    <Section title={t('wallet.whileYouAreAway')}>
      <Watching view={towers.data} />
      <div className="mt-2">
        <Disclosure label={t('common.towers')}>
          <TowerList view={towers.data} />
          <AddTower />
        </Disclosure>
      </div>
    </Section>
  )
}

function Watching({ view }: { readonly view: TowersView }) {
  const least = leastWatched(view)
  if (least === null) {
    return <p className="text-text-2">{t('wallet.nothingHasBeenPaidTo')}</p>
  }
  if (least.watching === 0) {
    return (
      <p role="status" className="flex gap-2 rounded-small bg-warning-soft px-3 py-2 text-warning">
        <EyeOff size={18} aria-hidden className="mt-0.5 shrink-0" />
        {t('wallet.nobodyWatchesWhileYouAre', { describeSpan: describeSpan(view.settleTimeoutMs) })}
      </p>
    )
  }
  return (
    <p className="flex items-center gap-2 text-text-2">
      <Eye size={18} aria-hidden className="shrink-0 text-positive" />
      <span>
        {least.since === null
          ? t('wallet.towersWatch', { count: least.watching })
          : rich('wallet.towersWatchSince', { count: least.watching, since: <Time at={least.since} /> })}
      </span>
    </p>
  )
}

function TowerList({ view }: { readonly view: TowersView }) {
  const remove = useIpcMutation('removeTower')
  if (view.towers.length === 0) return <p className="text-text-2">{t('wallet.noTowerIsHandedAnything')}</p>
  return (
    <ul className="flex flex-col gap-2" aria-label={t('common.towers')}>
      {view.towers.map((tower) => (
        <li key={tower.peer} className="flex items-center justify-between gap-4">
          <div className="min-w-0">
            <p className="truncate font-medium">{tower.operator ?? tower.address ?? tower.peer}</p>
            <p className="text-sm text-text-2">{describeTower(tower, view.channels.length)}</p>
          </div>
          {tower.isOfProfile ? null : (
            <Button
              size="small"
              variant="quiet"
              icon={Trash2}
              busy={remove.isPending && remove.variables?.peer === tower.peer && t('wallet.removing')}
              onClick={() => remove.mutate({ peer: tower.peer })}
            >
              {t('common.remove')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function AddTower() {
  const add = useIpcMutation('addTower')
  return (
    <AddressForm
      label={t('wallet.addressOfATower')}
      isPending={add.isPending}
      error={add.error}
      onAdd={(address, onAdded) => add.mutate({ address }, { onSuccess: onAdded })}
    />
  )
}

function describeTower(tower: TowersView['towers'][number], channels: number): string {
  if (tower.problem !== null) return errorText(tower.problem)
  if (tower.operator === null) return t('wallet.notReachedYet')
  if (!tower.isIndependent) return t('wallet.belongsToTheHubWhich')
  if (channels === 0) return t('wallet.hasNothingToWatchYet')
  return tower.watches === channels ? t('wallet.watches') : t('wallet.isBeingToldWhatIs')
}
