import { dirname, join, parse } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { safeName } from '../../node/export/safeName.ts'
import { writeListFiles } from '../../node/playlists/writeListFiles.ts'
import { readPlaylistFile } from '../../node/playlists/readPlaylistFile.ts'
import type { appPlaylistFilesApi } from '../../shared/api/playlistFiles.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'
import { t } from '../../shared/i18n/t.ts'

type NodeMethods = 'playlistNames' | 'playlistFile' | 'playlistFolderFiles' | 'importPlaylist'

export interface PlaylistFileOptions {
  readonly host: { readonly open: { readonly handlers: Pick<NodeHost['open']['handlers'], NodeMethods> } }
  readonly dialogs: Pick<Dialogs, 'chooseFile' | 'chooseFolder' | 'chooseSavePath'>
  /** The folder that a dialog starts in. */
  readonly music: string
}

/** Handlers of playlists as files: a page never names the file, the person does. */
export function playlistFileHandlers({
  host,
  dialogs,
  music,
}: PlaylistFileOptions): ApiHandlers<typeof appPlaylistFilesApi> {
  return {
    async 'app.savePlaylist'({ id }, context) {
      const { handlers } = host.open
      const names = await handlers.playlistNames({}, context)
      const name = names.find((one) => one.id === id)?.name ?? ''
      const file = await dialogs.chooseSavePath(
        t('desktop.saveThePlaylist'),
        join(music, `${safeName(name, t('playlists.playlist'))}.m3u8`),
        [{ name: 'M3U8', extensions: ['m3u8'] }],
      )
      if (file === null) return { file }
      const { text } = await handlers.playlistFile({ id, folder: dirname(file) }, context)
      await writeFileAtomic(file, text)
      return { file }
    },
    async 'app.savePlaylistFolder'({ id }, context) {
      const { handlers } = host.open
      const [folder] = await dialogs.chooseFolder(t('desktop.saveThePlaylists'))
      if (folder === undefined) return null
      const lists = await handlers.playlistFolderFiles({ id, folder }, context)
      return { folder, files: (await writeListFiles(folder, lists)).length }
    },
    async 'app.importPlaylist'(_input, context) {
      const file = await dialogs.chooseFile(t('desktop.importAPlaylist'), [
        { name: 'M3U', extensions: ['m3u8', 'm3u'] },
      ])
      if (file === null) return null
      const content = await readPlaylistFile(file)
      return host.open.handlers.importPlaylist(
        { fileName: parse(file).name.slice(0, 1024), content },
        context,
      )
    },
  }
}
