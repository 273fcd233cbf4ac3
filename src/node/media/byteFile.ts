import { open, realpath, stat, type FileHandle } from 'node:fs/promises'
import { BuskerError } from '../../shared/errors.ts'
import type { ByteSource } from './formats/audioFormat.ts'

/** A regular file, open for reading. */
export interface ByteFile extends ByteSource, AsyncDisposable {
  /** Absolute, every symbolic link resolved. */
  readonly path: string
}

/**
 * Opens the regular file behind `path`. Folders, devices, pipes and sockets are refused without being opened.
 *
 * @throws BuskerError `MEDIA_UNREADABLE`, `MEDIA_NOT_AUDIO`, `MEDIA_EMPTY`
 */
export async function openByteFile(path: string): Promise<ByteFile> {
  const real = await realpath(path).catch((cause: unknown) => unreadable(path, cause))
  const before = await stat(real).catch((cause: unknown) => unreadable(path, cause))
  if (!before.isFile()) throw new BuskerError('MEDIA_NOT_AUDIO', 'This is not a file. Choose an audio file.')
  const handle = await open(real, 'r').catch((cause: unknown) => unreadable(path, cause))
  const { size } = await handle.stat()
  if (size === 0) {
    await handle.close()
    throw new BuskerError('MEDIA_EMPTY', 'This file is empty. Export it again.')
  }
  return {
    path: real,
    size,
    read: (offset, length) => readAt(handle, offset, length),
    [Symbol.asyncDispose]: () => handle.close(),
  }
}

function unreadable(path: string, cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause)
  throw new BuskerError(
    'MEDIA_UNREADABLE',
    `${path} cannot be read (${reason}). Check the path and its permissions.`,
    { cause },
  )
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
