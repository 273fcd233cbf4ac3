import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { bonusFileMaxBytes, type BonusKind, bonusMaxBytes, bonusMaxFiles } from '../../shared/bonusFiles.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { bonusHeadBytes, bonusKindOf } from './bonusKindOf.ts'
import { tooLarge, tooMany, unreadable, wrongKind } from './bonusErrors.ts'

/** What a file on this machine would be as a bonus file. */
export interface InspectedBonus {
  readonly kind: BonusKind
  readonly bytes: number
}

/** @throws BuskerError `BONUS_UNREADABLE`, `BONUS_KIND`, `BONUS_TOO_LARGE` */
export async function inspectBonus(path: string): Promise<InspectedBonus> {
  return withFile(path, (file) => inspectOpen(path, file))
}

/**
 * Looks at all that is to go with a release before any of it is sealed.
 *
 * @throws as {@link inspectBonus}; BuskerError `BONUS_TOO_MANY`
 */
export async function inspectAllBonus(
  paths: readonly string[],
  bytesBefore = 0,
  filesBefore = 0,
): Promise<void> {
  if (filesBefore + paths.length > bonusMaxFiles) throw tooMany()
  let sum = bytesBefore
  for (const path of paths) {
    sum += (await inspectBonus(path)).bytes
    if (sum > bonusMaxBytes) throw tooLarge(path)
  }
}

/** Opens a regular file, and nothing that would wait for a writer. @internal */
export async function withFile<T>(path: string, read: (file: FileHandle) => Promise<T>): Promise<T> {
  try {
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    return await read(file)
  } catch (error) {
    throw isBuskerError(error) ? error : unreadable(path, error)
  }
}

/** @internal */
export async function inspectOpen(path: string, file: FileHandle): Promise<InspectedBonus> {
  const found = await file.stat()
  if (!found.isFile() || found.size === 0) throw unreadable(path, undefined)
  const { buffer, bytesRead } = await file.read(new Uint8Array(bonusHeadBytes), 0, bonusHeadBytes, 0)
  const kind = bonusKindOf(path, buffer.subarray(0, bytesRead))
  if (kind === undefined) throw wrongKind(path)
  if (found.size > bonusFileMaxBytes) throw tooLarge(path)
  return { kind, bytes: found.size }
}
