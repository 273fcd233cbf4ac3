import { useState } from 'react'
import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { artworkUrl } from '../../ui/artworkUrl.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ArtworkButton } from './ArtworkButton.tsx'
import { CreditFields } from './CreditFields.tsx'
import { moreCredits } from './moreCredits.ts'
import { OrderField } from './OrderField.tsx'
import { useOfferUndo } from './useOfferUndo.ts'
import { changesOf, problemsOfEdit, toWorkEdit, type WorkEdit } from './workEdit.ts'

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
  const save = useIpcMutation('editWork')
  const offerUndo = useOfferUndo()
  const [edit, setEdit] = useState(() => toWorkEdit(detail))
  const problems = problemsOfEdit(edit)
  const changes = changesOf(detail, edit)
  const isReady = Object.keys(problems).length === 0 && Object.keys(changes).length > 0
  const isTrack = work.kind === 'track'
  const change = (part: Partial<WorkEdit>) => setEdit((before) => ({ ...before, ...part }))
  const field = (name: 'title' | 'artistName' | 'releaseTitle' | 'genre' | 'year' | 'previewStart') => ({
    value: edit[name],
    error: problems[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      change({ [name]: event.target.value }),
  })
  const submit = () =>
    save.mutate(
      { id: work.id, changes },
      {
        onSuccess: ({ replaced }) => {
          offerUndo(`“${edit.title.trim()}” was changed.`, replaced)
          onClose()
        },
      },
    )
  return (
    <FormDialog
      title={`Edit “${work.title}”`}
      description="Buyers see it from now on, and so do those who own it. The sound stays as it is."
      isOpen
      onClose={onClose}
      submitLabel="Save"
      cancelLabel="Cancel"
      isReady={isReady}
      busy={save.isPending && 'Saving…'}
      onSubmit={submit}
      problem={save.error === null ? null : <p role="alert">{messageOf(save.error)}</p>}
    >
      <div className="flex items-start gap-4">
        <ArtworkButton
          of={work.title}
          title={work.title}
          source={edit.artwork?.preview ?? (work.artwork && artworkUrl(work.artwork))}
          onChoose={(artwork) => change({ artwork })}
          className="size-24 shrink-0"
        />
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <TextField label="Title" maxLength={200} {...field('title')} />
          <TextField label="Artist" maxLength={200} {...field('artistName')} />
        </div>
      </div>
      {isTrack ? <TextField label="Release" maxLength={200} {...field('releaseTitle')} /> : null}
      <div className="grid grid-cols-2 gap-3">
        <TextField label="Genre" maxLength={80} {...field('genre')} />
        <TextField label="Year" inputMode="numeric" {...field('year')} />
      </div>
      <TextArea
        label="About it"
        rows={3}
        maxLength={4000}
        value={edit.description}
        onChange={(event) => change({ description: event.target.value })}
      />
      <Disclosure label={isTrack ? 'More credits and lyrics' : 'More credits'}>
        <div className="flex flex-col gap-3">
          <CreditFields
            fields={isTrack ? moreCredits : ['copyright']}
            texts={edit}
            onChange={(name, text) => change({ [name]: text })}
          />
        </div>
      </Disclosure>
      {isTrack ? (
        <TextField
          label="Preview begins at"
          placeholder="as it is now"
          hint="Minutes and seconds, such as 1:15."
          {...field('previewStart')}
        />
      ) : (
        <OrderField tracks={edit.order} onChange={(order) => change({ order })} />
      )}
    </FormDialog>
  )
}
