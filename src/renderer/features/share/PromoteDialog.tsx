import { useState } from 'react'
import type { PromotedPage } from '../../../shared/api/promotion.ts'
import type { Label } from '../../../shared/ids.ts'
import { toProfileUrl } from '../../../shared/profile.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToasts } from '../../ui/toasts.ts'

interface PromoteDialogProps {
  readonly name: string
  /** Of one work; left out: of all that one sells. */
  readonly label?: Label
  readonly onClose: () => void
}

/** Writes a web page into a folder. */
export function PromoteDialog({ name, label, onClose }: PromoteDialogProps) {
  const promote = useIpcMutation('app.promote')
  const showToast = useToasts((toasts) => toasts.show)
  const [site, setSite] = useState('')
  const [program, setProgram] = useState('')
  const problems = [site, program].map(addressProblem)
  const submit = () =>
    promote.mutate(pageOf(label, site, program), {
      onSuccess(written) {
        if (written === null) return
        showToast(
          `The page is in ${written.folder}: open index.html, or copy the folder to your web space.`,
          {
            tone: 'good',
          },
        )
        onClose()
      },
    })
  const { progress } = promote
  const busy = progress === null ? 'Writing…' : `Writing ${progress.done} of ${progress.total}…`
  return (
    <FormDialog
      title={`A web page of “${name}”`}
      description="A folder with the page, its pictures and the previews as files, for any web space. Visitors hear the previews without Busker, and buy with it."
      isOpen
      onClose={onClose}
      isHeld={promote.isPending}
      submitLabel="Choose a folder…"
      cancelLabel="Cancel"
      isReady={problems.every((problem) => problem === undefined)}
      busy={promote.isPending && busy}
      onSubmit={submit}
      problem={promote.error === null ? null : <p role="alert">{messageOf(promote.error)}</p>}
    >
      <TextField
        label="Where it will be, if you know"
        placeholder="https://…"
        value={site}
        error={problems[0]}
        onChange={(event) => setSite(event.target.value)}
        hint="For the feed, the embedded player, and pictures where the link is shared."
      />
      <TextField
        label="Where people get Busker, if you want to say"
        placeholder="https://…"
        value={program}
        error={problems[1]}
        onChange={(event) => setProgram(event.target.value)}
      />
    </FormDialog>
  )
}

function pageOf(label: Label | undefined, site: string, program: string): PromotedPage {
  const [where, how] = [site, program].map(toProfileUrl)
  return { ...(label && { label }), ...(where && { site: where }), ...(how && { program: how }) }
}

function addressProblem(text: string): string | undefined {
  if (text.trim() === '' || toProfileUrl(text)?.startsWith('https://') === true) return undefined
  return 'Write an address, such as https://example.org/music/.'
}
