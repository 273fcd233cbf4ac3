import { lstat, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { BuskerError } from '../../shared/errors.ts'
import { type ByteFile, openByteFile } from '../media/byteFile.ts'

/**
 * Opens a regular file that lies in a watched folder, and no other: no link, and nothing outside.
 *
 * @param root the folder
 * @param file below it
 * @throws BuskerError `LOCAL_FILE_GONE`, `MEDIA_NOT_AUDIO`, `MEDIA_EMPTY`, `MEDIA_UNREADABLE`
 */
export async function openLocalFile(root: string, file: string): Promise<ByteFile> {
  const path = join(root, file)
  const [real, status] = await Promise.all([realpath(root), lstat(path)]).catch((cause: unknown) => {
    throw new BuskerError('LOCAL_FILE_GONE', 'This file is not in its folder any more.', { cause })
  })
  if (!status.isFile()) throw notInside()
  const opened = await openByteFile(path)
  const below = relative(real, opened.path)
  if (below !== '..' && !below.startsWith(`..${sep}`) && below === relative(root, path)) return opened
  await opened[Symbol.asyncDispose]()
  throw notInside()
}

function notInside(): BuskerError {
  return new BuskerError('MEDIA_NOT_AUDIO', 'This is no file that lies in the watched folder itself.')
}
