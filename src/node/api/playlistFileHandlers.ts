import type { ApiHandlers } from '../../shared/api/define.ts'
import type { playlistFilesApi } from '../../shared/api/playlistFiles.ts'
import { workDeepLink } from '../../shared/deepLinks.ts'
import { isFileLabel, type Label } from '../../shared/ids.ts'
import { join } from 'node:path'
import { toLine } from '../../shared/text.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { FileExporter } from '../export/fileExporter.ts'
import type { BoughtWorks } from '../market/boughtWorks.ts'
import type { Library } from './listenedLibrary.ts'
import { type M3u8Entry, readM3u8, writeM3u8 } from '../playlists/m3u8.ts'
import { matchEntries } from '../playlists/matchEntries.ts'
import type { LocalFiles } from '../localFiles/localFiles.ts'
import type { Playlists } from '../playlists/playlists.ts'

interface Parts {
  readonly library: Library
  readonly playlists: Playlists
  readonly boughtWorks: Pick<BoughtWorks, 'get'>
  readonly localFiles: Pick<LocalFiles, 'get' | 'placeOf' | 'labelAt'>
  readonly catalogue: Pick<CatalogueService, 'edition'>
  readonly fileExporter: Pick<FileExporter, 'downloadedIn'>
}

/** Writes and reads playlists as files of other programs. */
export function playlistFileHandlers(parts: Parts): ApiHandlers<typeof playlistFilesApi> {
  const { library, playlists, localFiles, fileExporter } = parts
  return {
    playlistNames: async () =>
      playlists.list().map(({ id, name, tracks }) => ({ id, name, tracks: tracks.length })),
    async playlistFile({ id, folder }, { signal }) {
      const { name, tracks } = playlists.get(id)
      const works = tracks.filter((label) => !isFileLabel(label))
      const paths = new Map(await fileExporter.downloadedIn(folder, works, signal))
      for (const label of tracks) {
        const file = pathOf(parts, label)
        if (file !== undefined) paths.set(label, file)
      }
      const entries = tracks.map((label) => entryOf(parts, label, paths.get(label)))
      const files = tracks.filter((label) => paths.has(label)).length
      return { name, text: writeM3u8(name, entries), files, links: tracks.length - files }
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
