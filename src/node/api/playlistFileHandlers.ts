import type { ApiHandlers } from '../../shared/api/define.ts'
import type { playlistFilesApi } from '../../shared/api/playlistFiles.ts'
import type { ListFile } from '../../shared/api/playlistFolders.ts'
import { workDeepLink } from '../../shared/deepLinks.ts'
import { isFileLabel, type Label } from '../../shared/ids.ts'
import { join } from 'node:path'
import { toLine } from '../../shared/text.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { FileExporter } from '../export/fileExporter.ts'
import type { BoughtWorks } from '../market/boughtWorks.ts'
import { safeName } from '../export/safeName.ts'
import type { PlaylistFolders } from '../playlists/playlistFolders.ts'
import { type SmartListParts, smartListTracks } from './smartListTracks.ts'
import { type M3u8Entry, readM3u8, writeM3u8 } from '../playlists/m3u8.ts'
import { matchEntries } from '../playlists/matchEntries.ts'
import type { LocalFiles } from '../localFiles/localFiles.ts'
import type { Playlist, Playlists } from '../playlists/playlists.ts'

interface Parts extends SmartListParts {
  readonly playlistFolders: Pick<PlaylistFolders, 'get'>
  readonly playlists: Playlists
  readonly boughtWorks: Pick<BoughtWorks, 'get'>
  readonly localFiles: Pick<LocalFiles, 'get' | 'placeOf' | 'labelAt'>
  readonly catalogue: Pick<CatalogueService, 'edition'>
  readonly fileExporter: Pick<FileExporter, 'downloadedIn'>
}

/** Writes and reads playlists as files of other programs. */
export function playlistFileHandlers(parts: Parts): ApiHandlers<typeof playlistFilesApi> {
  const { library, playlists, smartLists, localFiles, playlistFolders } = parts
  return {
    playlistNames: async () =>
      playlists.list().map(({ id, name, tracks, folder }) => ({ id, name, tracks: tracks.length, folder })),
    playlistFile: async ({ id, folder }, { signal }) =>
      listFileOf(parts, await listOf(parts, id), folder, signal),
    async playlistFolderFiles({ id, folder }, { signal }) {
      playlistFolders.get(id)
      const lists = [...playlists.list(), ...smartLists.list()].filter((list) => list.folder === id)
      const files: ListFile[] = []
      for (const list of lists) {
        const file = await listFileOf(parts, await listOf(parts, list.id), folder, signal)
        files.push({ ...file, name: safeName(list.name) })
      }
      return files
    },
    async importPlaylist({ name, fileName, content }) {
      const file = readM3u8(Buffer.from(content, 'base64'))
      const owned = (await library()).map(({ work }) => work)
      const tracks = owned.filter(({ kind, isOwned }) => kind === 'track' && isOwned)
      const { found, missing } = await matchEntries(file.entries, tracks, localFiles.labelAt())
      if (found.length === 0) return { playlist: null, found: 0, missing: [...missing] }
      const called = name ?? file.name ?? toLine(fileName, 200) ?? 'Playlist'
      const { id } = playlists.create(called)
      playlists.arrange(id, found)
      return { playlist: { id, name: called }, found: found.length, missing: [...missing] }
    },
  }
}

/** A playlist, or what a smart list has now. @throws BuskerError `LIBRARY_NO_PLAYLIST` */
async function listOf(parts: Parts, id: string): Promise<Pick<Playlist, 'name' | 'tracks'>> {
  const smart = parts.smartLists.list().find((one) => one.id === id)
  if (smart === undefined) return parts.playlists.get(id)
  return { name: smart.name, tracks: (await smartListTracks(parts, id)).map(({ label }) => label) }
}

async function listFileOf(
  parts: Parts,
  { name, tracks }: Pick<Playlist, 'name' | 'tracks'>,
  folder: string,
  signal: AbortSignal,
): Promise<ListFile> {
  const works = tracks.filter((label) => !isFileLabel(label))
  const paths = new Map(await parts.fileExporter.downloadedIn(folder, works, signal))
  for (const label of tracks) {
    const file = pathOf(parts, label)
    if (file !== undefined) paths.set(label, file)
  }
  const entries = tracks.map((label) => entryOf(parts, label, paths.get(label)))
  const files = tracks.filter((label) => paths.has(label)).length
  return { name, text: writeM3u8(name, entries), files, links: tracks.length - files }
}

/** Of a file in a watched folder; undefined for what is none, or has gone. */
function pathOf({ localFiles }: Parts, label: Label): string | undefined {
  if (localFiles.get(label) === undefined) return undefined
  const { root, file } = localFiles.placeOf(label)
  return join(root, file.path)
}

function entryOf(
  { boughtWorks, catalogue, localFiles }: Parts,
  label: Label,
  path: string | undefined,
): M3u8Entry {
  const work = localFiles.get(label) ?? boughtWorks.get(label) ?? catalogue.edition(label)
  return {
    location: path ?? workDeepLink(label),
    ...(work !== undefined && {
      name: `${work.artistName} - ${work.title}`,
      release: work.releaseTitle ?? undefined,
      seconds: work.durationMs === null ? undefined : Math.round(work.durationMs / 1000),
    }),
  }
}
