import { Switch } from '../../ui/Checkbox.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToken } from '../../ui/token.ts'
import { DraftBonus } from './DraftBonus.tsx'
import { ArtworkButton } from './ArtworkButton.tsx'
import { problemsOfRelease, sellable, trackCountProblem } from './draft.ts'
import { PriceField } from './PriceField.tsx'
import { ReleaseTypeSelect } from './ReleaseTypeSelect.tsx'
import { useDraft } from './draftStore.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Whether the tracks are sold together as well, and as what. */
export function ReleaseForm({ isProblemShown }: { readonly isProblemShown: boolean }) {
  const { draft, setSoldTogether, editRelease } = useDraft()
  const { release } = draft
  const token = useToken()
  const problems = release === null || !isProblemShown ? {} : problemsOfRelease(release, token)
  const tracks = sellable(draft)
  const countProblem = trackCountProblem(draft)
  if (tracks.length < 2) return null
  return (
    <section aria-label={t('common.release')} className="mt-6 rounded-large bg-surface-2 p-4">
      <Switch
        label={t('studio.sellThemTogetherAsA')}
        hint={t('studio.withAPriceOfIts')}
        isChecked={release !== null}
        onChange={setSoldTogether}
      />
      {countProblem === undefined ? null : (
        <p role="alert" className="mt-2 text-danger">
          {countProblem}
        </p>
      )}
      {release === null ? null : (
        <div className="mt-4 flex flex-wrap items-start gap-4 border-t border-line pt-4">
          <ArtworkButton
            isCropped
            of={t('studio.theRelease')}
            title={release.title || t('common.release')}
            source={
              release.artwork?.preview ?? tracks[0]?.artwork?.preview ?? tracks[0]?.inspected.artwork ?? null
            }
            onChoose={(artwork) => editRelease({ artwork })}
            className="size-28"
          />
          <div className="grid min-w-64 flex-1 grid-cols-2 gap-3 wide:grid-cols-4">
            <TextField
              label={t('studio.titleOfTheRelease')}
              value={release.title}
              maxLength={200}
              error={problems.title}
              onChange={(event) => editRelease({ title: event.target.value })}
              className="wide:col-span-2"
            />
            <TextField
              label={t('studio.artistOfTheRelease')}
              value={release.artistName}
              maxLength={200}
              error={problems.artistName}
              onChange={(event) => editRelease({ artistName: event.target.value })}
            />
            <ReleaseTypeSelect
              value={release.releaseType}
              onChange={(releaseType) => editRelease({ releaseType })}
            />
            <PriceField
              label={t('studio.priceOfTheRelease')}
              value={release.price}
              error={problems.price}
              onChange={(price) => editRelease({ price })}
            />
            <TextArea
              label={t('studio.aboutTheRelease')}
              rows={2}
              maxLength={4000}
              value={release.description}
              onChange={(event) => editRelease({ description: event.target.value })}
              className="col-span-full"
            />
            <div className="col-span-full">
              <DraftBonus />
            </div>
          </div>
        </div>
      )}
    </section>
  )
}
