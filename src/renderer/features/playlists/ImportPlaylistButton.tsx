import { useNavigate } from '@tanstack/react-router'
import { FileInput } from 'lucide-react'
import { useState } from 'react'
import type { ImportedPlaylist } from '../../../shared/api/playlistFiles.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Makes a playlist of a file of another program, and says what of it is not owned. */
export function ImportPlaylistButton() {
  const { mutate, isPending } = useIpcMutation('app.importPlaylist')
  const navigate = useNavigate()
  const showToast = useToasts((toasts) => toasts.show)
  const [imported, setImported] = useState<ImportedPlaylist | null>(null)
  const open = (id: string) => void navigate({ to: '/playlists/$id', params: { id } })
  const choose = () =>
    mutate(
      {},
      {
        onSuccess(result) {
          if (result === null) return
          if (result.playlist !== null && result.missing.length === 0) open(result.playlist.id)
          else setImported(result)
        },
        onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
      },
    )
  return (
    <>
      <Button icon={FileInput} busy={isPending && t('playlists.importing')} onClick={choose}>
        {t('playlists.import')}
      </Button>
      {imported === null ? null : (
        <MissingDialog imported={imported} onClose={() => setImported(null)} onOpen={open} />
      )}
    </>
  )
}

interface MissingDialogProps {
  readonly imported: ImportedPlaylist
  readonly onClose: () => void
  readonly onOpen: (id: string) => void
}

/** More would be no help to look through here. */
const shownMissing = 200

function MissingDialog({ imported: { playlist, found, missing }, onClose, onOpen }: MissingDialogProps) {
  const left = missing.length - shownMissing
  return (
    <Dialog
      title={
        playlist === null
          ? t('playlists.nothingOfTheFileIsYours')
          : t('playlists.nameHasFound', {
              name: playlist.name,
              tracks: t('count.track', { count: found }),
            })
      }
      description={t('playlists.theseAreNotYours', { count: missing.length })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          {playlist === null ? null : (
            <Button variant="primary" onClick={() => onOpen(playlist.id)}>
              {t('playlists.openThePlaylist')}
            </Button>
          )}
        </>
      }
    >
      <ul
        aria-label={t('playlists.notYours')}
        className="max-h-64 overflow-y-auto rounded-small border border-line p-3 text-sm text-text-2"
      >
        {missing.slice(0, shownMissing).map((name, index) => (
          <li dir="auto" key={index} className="truncate" title={name}>
            {name}
          </li>
        ))}
        {left > 0 ? <li>{t('playlists.andMore', { count: left })}</li> : null}
      </ul>
    </Dialog>
  )
}
