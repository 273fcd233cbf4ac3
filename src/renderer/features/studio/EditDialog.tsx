import { useState } from 'react'
import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import type { InspectedFile } from '../../../shared/api/studio.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { artworkUrl } from '../../ui/artworkUrl.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ArtworkButton } from './ArtworkButton.tsx'
import { EditBonus } from './EditBonus.tsx'
import { CreditFields } from './CreditFields.tsx'
import { moreCredits, releaseCredits } from './moreCredits.ts'
import { OrderField } from './OrderField.tsx'
import { PreviewField } from './PreviewField.tsx'
import { ReleaseTypeSelect } from './ReleaseTypeSelect.tsx'
import { SoundField } from './SoundField.tsx'
import { useSaveEdit } from './useSaveEdit.ts'
import { changesOf, problemsOfEdit, toWorkEdit, type WorkEdit } from './workEdit.ts'
import { t } from '../../../shared/i18n/t.ts'

interface EditDialogProps {
  readonly work: WorkView
  readonly onClose: () => void
}

/** Changes what stands of a work on sale. */
export function EditDialog({ work, onClose }: EditDialogProps) {
  const { data } = useIpcQuery('work', { label: work.label })
  return data === undefined ? null : <EditForm detail={data} onClose={onClose} />
}

function EditForm({ detail, onClose }: { readonly detail: WorkDetail; readonly onClose: () => void }) {
  const { work } = detail
  const { save, isPending, error } = useSaveEdit(work)
  const [sound, setSound] = useState<InspectedFile | null>(null)
  const [edit, setEdit] = useState(() => toWorkEdit(detail))
  const problems = problemsOfEdit(edit)
  // The preview of another sound is made anew, where that is best.
  const changes = changesOf(detail, sound === null ? edit : { ...edit, preview: null })
  const isChanged = Object.keys(changes).length > 0 || sound !== null
  const isReady = isChanged && Object.keys(problems).length === 0 && (sound?.problem ?? null) === null
  const isTrack = work.kind === 'track'
  const change = (part: Partial<WorkEdit>) => setEdit((before) => ({ ...before, ...part }))
  const field = (name: 'title' | 'artistName' | 'releaseTitle' | 'genre' | 'releaseDate') => ({
    value: edit[name],
    error: problems[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      change({ [name]: event.target.value }),
  })
  // What went wrong is shown in the dialog.
  const submit = () =>
    save({ changes, sound: sound?.file ?? null, title: edit.title.trim() }).then(onClose, () => undefined)
  return (
    <FormDialog
      title={t('studio.editTitle', { title: work.title })}
      description={isTrack ? t('studio.buyersSeeItFromNow') : t('studio.buyersSeeItFromNowOn')}
      isOpen
      onClose={onClose}
      submitLabel={t('common.save')}
      cancelLabel={t('common.cancel')}
      isReady={isReady}
      busy={isPending && t('common.saving')}
      onSubmit={() => void submit()}
      problem={error === null ? null : <p role="alert">{messageOf(error)}</p>}
    >
      <div className="flex items-start gap-4">
        <ArtworkButton
          isCropped
          of={work.title}
          title={work.title}
          source={edit.artwork?.preview ?? (work.artwork && artworkUrl(work.artwork))}
          onChoose={(artwork) => change({ artwork })}
          className="size-24 shrink-0"
        />
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <TextField label={t('common.title')} maxLength={200} {...field('title')} />
          <TextField label={t('common.artist')} maxLength={200} {...field('artistName')} />
        </div>
      </div>
      {isTrack ? (
        <TextField label={t('common.release')} maxLength={200} {...field('releaseTitle')} />
      ) : (
        <ReleaseTypeSelect value={edit.releaseType} onChange={(releaseType) => change({ releaseType })} />
      )}
      <div className="grid grid-cols-2 gap-3">
        <TextField label={t('common.genre')} maxLength={80} {...field('genre')} />
        <TextField label={t('common.firstReleased')} placeholder="2026-11-29" {...field('releaseDate')} />
      </div>
      <TextArea
        label={t('studio.aboutIt')}
        rows={3}
        maxLength={4000}
        value={edit.description}
        onChange={(event) => change({ description: event.target.value })}
      />
      <Disclosure label={isTrack ? t('studio.moreCreditsAndLyrics') : t('studio.moreCredits')}>
        <div className="flex flex-col gap-3">
          <CreditFields
            fields={isTrack ? moreCredits : releaseCredits}
            texts={edit}
            onChange={(name, text) => change({ [name]: text })}
          />
        </div>
      </Disclosure>
      {isTrack ? <SoundField sound={sound} onChange={setSound} /> : null}
      {isTrack && sound === null ? (
        <PreviewField
          waveform={detail.waveform}
          durationMs={work.durationMs ?? 0}
          value={edit.preview}
          unchosen={t('studio.asItIsNow')}
          onChange={(preview) => change({ preview })}
        />
      ) : null}
      {isTrack ? null : <EditBonus bonus={edit.bonus} onChange={(bonus) => change({ bonus })} />}
      {isTrack ? null : <OrderField tracks={edit.order} onChange={(order) => change({ order })} />}
    </FormDialog>
  )
}
