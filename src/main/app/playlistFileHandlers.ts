import { open } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { type appPlaylistFilesApi, playlistFileMaxBytes } from '../../shared/api/playlistFiles.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'
import { t } from '../../shared/i18n/t.ts'

type NodeMethods = 'playlistNames' | 'playlistFile' | 'importPlaylist'

export interface PlaylistFileOptions {
  readonly host: { readonly open: { readonly handlers: Pick<NodeHost['open']['handlers'], NodeMethods> } }
  readonly dialogs: Pick<Dialogs, 'chooseFile' | 'chooseSavePath'>
  /** The folder that a dialog starts in. */
  readonly music: string
}

/** What no file system takes in a name. */
const unfit = /[\p{Cc}"*/:<>?\\|]/gu

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
      const name = (names.find((one) => one.id === id)?.name ?? '').replaceAll(unfit, '_').slice(0, 100)
      const file = await dialogs.chooseSavePath(
        t('desktop.saveThePlaylist'),
        join(music, `${name === '' ? t('playlists.playlist') : name}.m3u8`),
        [{ name: 'M3U8', extensions: ['m3u8'] }],
      )
      if (file === null) return { file }
      const { text } = await handlers.playlistFile({ id, folder: dirname(file) }, context)
      await writeFileAtomic(file, text)
      return { file }
    },
    async 'app.importPlaylist'(_input, context) {
      const file = await dialogs.chooseFile(t('desktop.importAPlaylist'), [
        { name: 'M3U', extensions: ['m3u8', 'm3u'] },
      ])
      if (file === null) return null
      const content = await readSmallFile(file)
      return host.open.handlers.importPlaylist(
        { fileName: parse(file).name.slice(0, 1024), content: content.toString('base64') },
        context,
      )
    },
  }
}

/** Reads no more than a playlist may have, whatever the file says of its size. */
async function readSmallFile(path: string): Promise<Buffer> {
  await using file = await open(path, 'r')
  const buffer = Buffer.alloc(playlistFileMaxBytes + 1)
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  if (length > playlistFileMaxBytes) {
    throw new BuskerError('PLAYLIST_FILE_TOO_LONG', 'This file is too large to be a playlist.')
  }
  return buffer.subarray(0, length)
}
