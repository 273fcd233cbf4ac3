import { useState } from 'react'
import type { CollectionView, ShownState } from '../../../shared/api/collection.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { SettingsCard } from '../settings/SettingsCard.tsx'
import { errorText } from '../../../shared/i18n/errorText.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Shows what one bought under a name, work by work, or takes it back. */
export function CollectionSettings() {
  const collection = useIpcQuery('collection', {}).data
  if (collection === undefined) return null
  return (
    <Section title={t('collection.showWhatIOwn')}>
      <SettingsCard>
        <CollectionSwitch key={String(collection.isShown)} collection={collection} />
        {collection.isShown && collection.works.length > 0 ? <ShownWorks collection={collection} /> : null}
      </SettingsCard>
    </Section>
  )
}

function CollectionSwitch({ collection }: { readonly collection: CollectionView }) {
  const [name, setName] = useState(collection.name)
  const show = useIpcMutation('showCollection')
  const withdraw = useIpcMutation('withdrawCollection')
  const { isShown } = collection
  const error = show.error ?? withdraw.error
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        show.mutate({ name: name.trim() })
      }}
    >
      <p className="text-sm text-text-3">{t('collection.whatItMeans')}</p>
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label={t('collection.name')}
          value={name}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          className="min-w-0 flex-1 basis-56"
        />
        {isShown ? (
          <>
            <Button
              type="submit"
              disabled={name.trim() === '' || name.trim() === collection.name}
              busy={show.isPending && t('collection.showing')}
            >
              {t('collection.changeTheName')}
            </Button>
            <Button
              busy={withdraw.isPending && t('collection.takingBack')}
              onClick={() => withdraw.mutate({})}
            >
              {t('collection.takeItBack')}
            </Button>
          </>
        ) : (
          <Button
            type="submit"
            variant="primary"
            disabled={name.trim() === ''}
            busy={show.isPending && t('collection.showing')}
          >
            {t('collection.show')}
          </Button>
        )}
      </div>
      <p role="status" className="text-sm text-text-2">
        {stateOf(collection)}
        {collection.problem === null ? null : ` ${errorText(collection.problem)}`}
      </p>
      {error === null ? null : (
        <p role="alert" className="text-sm text-danger">
          {messageOf(error)}
        </p>
      )}
    </form>
  )
}

function ShownWorks({ collection: { works } }: { readonly collection: CollectionView }) {
  const leaveOut = useIpcMutation('leaveOut')
  const showToast = useToasts((toasts) => toasts.show)
  return (
    <ul aria-label={t('collection.works')} className="flex flex-col gap-1">
      {works.map(({ work, state }) => (
        <li key={work.label} className="flex min-h-9 items-center gap-3">
          <Checkbox
            label={t('collection.showTitle', { title: work.title })}
            isLabelHidden
            isChecked={state !== 'leftOut'}
            onChange={(isChecked) =>
              leaveOut.mutate(
                { label: work.label, isLeftOut: !isChecked },
                { onError: (error) => showToast(messageOf(error), { tone: 'bad' }) },
              )
            }
          />
          <span className="min-w-0 flex-1 truncate">
            <bdi className="font-medium">{work.title}</bdi> <ArtistName work={work} className="text-text-2" />
          </span>
          <span className="text-sm text-text-3">{workState(state)}</span>
        </li>
      ))}
    </ul>
  )
}

function stateOf({ isShown, isUpToDate, works }: CollectionView): string {
  if (!isUpToDate) return isShown ? t('collection.hubIsToShow') : t('collection.hubIsToForget')
  if (!isShown) return t('collection.nothingIsShown')
  const shown = works.filter(({ state }) => state === 'shown').length
  return t('collection.worksShown', { count: shown })
}

function workState(state: ShownState): string {
  switch (state) {
    case 'shown':
      return t('collection.shown')
    case 'leftOut':
      return t('collection.leftOut')
    case 'waiting':
      return t('collection.waiting')
    case 'refused':
      return t('collection.refused')
  }
}
