import { useState } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { nameOfWorks } from '../work/nameOfWorks.ts'
import { useAddToPlaylistStore } from './addToPlaylistStore.ts'
import { useAddTracks } from './useAddTracks.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Asks to which of all playlists tracks are added, where a menu has room for some alone. */
export function AddToPlaylistDialog() {
  const asked = useAddToPlaylistStore((store) => store.asked)
  return asked.length === 0 ? null : <PlaylistChoice tracks={asked} />
}

function PlaylistChoice({ tracks }: { readonly tracks: readonly WorkView[] }) {
  const close = useAddToPlaylistStore((store) => store.close)
  const playlists = useIpcQuery('playlists', {}).data ?? []
  const add = useAddTracks()
  const [chosen, setChosen] = useState<string>()
  const playlist = playlists.find(({ id }) => id === chosen) ?? playlists[0]
  return (
    <FormDialog
      title={t('playlists.addNameToAPlaylist', { name: nameOfWorks(tracks) })}
      isOpen
      onClose={close}
      submitLabel={t('playlists.add')}
      cancelLabel={t('common.cancel')}
      isReady={playlist !== undefined}
      busy={false}
      onSubmit={() => {
        close()
        if (playlist === undefined) return
        void add(
          async () => playlist,
          tracks.map(({ label }) => label),
        )
      }}
    >
      <Select
        label={t('playlists.playlist')}
        value={playlist?.id ?? ''}
        options={playlists.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setChosen}
      />
    </FormDialog>
  )
}
