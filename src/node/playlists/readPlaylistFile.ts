import { open, stat } from 'node:fs/promises'
import { playlistFileMaxBytes } from '../../shared/api/playlistFiles.ts'
import { BuskerError } from '../../shared/errors.ts'

/**
 * Reads a file of another program as `importPlaylist` takes it, and no more than a playlist may have, whatever the file says of its
 * size.
 *
 * @returns base64
 * @throws BuskerError `PLAYLIST_FILE_UNREADABLE`, `PLAYLIST_FILE_TOO_LONG`
 */
export async function readPlaylistFile(path: string): Promise<string> {
  const content = await readAtMost(path, playlistFileMaxBytes + 1).catch((cause: unknown) => {
    throw new BuskerError('PLAYLIST_FILE_UNREADABLE', `${path} can't be read.`, { cause })
  })
  if (content === null) throw new BuskerError('PLAYLIST_FILE_UNREADABLE', `${path} is no file.`)
  if (content.length > playlistFileMaxBytes) {
    throw new BuskerError('PLAYLIST_FILE_TOO_LONG', `${path} is too large to be a playlist.`)
  }
  return content.toString('base64')
}

/** @returns null where it is something else than a file */
async function readAtMost(path: string, bytes: number): Promise<Buffer | null> {
  // Before it is opened: a pipe would be waited for.
  if (!(await stat(path)).isFile()) return null
  await using file = await open(path, 'r')
  const buffer = Buffer.alloc(bytes)
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return buffer.subarray(0, length)
}
