import { access, stat } from 'node:fs/promises'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'

/** About one track, or one file that goes with a release: the others may go well. */
const ofOneTrack =
  /^(?:BONUS|IPFS|PLAYBACK|CATALOGUE|SEGMENT|SEAL|MEDIA_DECODE_FAILED|MEDIA_CONTAINER_INVALID|PROTOCOL)/
const full = /No space left|quota exceeded|File too large/i
const fullCodes = ['ENOSPC', 'EDQUOT', 'EFBIG']

export function isOfOneTrack(error: unknown): error is BuskerError {
  return error instanceof BuskerError && ofOneTrack.test(error.code)
}

/** Why nothing more can be written into a folder, for people. @param done files that are there as a whole */
export async function exportError(error: unknown, folder: string, done: number): Promise<BuskerError> {
  const said = (code: ErrorCode, text: string) =>
    new BuskerError(code, `${text} ${writtenFiles(done)}`, { cause: error })
  if (error instanceof BuskerError && error.code.startsWith('EXPORT_')) return error
  const isThere = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isThere) {
    return said(
      'EXPORT_FOLDER_GONE',
      `The folder ${folder} is not there any more. Connect its disk, or choose another.`,
    )
  }
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (fullCodes.includes(code) || full.test(message)) {
    return said('EXPORT_DISK_FULL', `The disk of ${folder} is full. Make room and download the rest again.`)
  }
  if (error instanceof BuskerError && (await isWritable(folder))) return error
  return said('EXPORT_UNWRITABLE', `Nothing can be written into ${folder}: ${message}`)
}

/** What there is of an export that did not come to its end. @param done files that are there as a whole */
export function writtenFiles(done: number): string {
  if (done === 0) return 'No file was written.'
  return `${done === 1 ? 'One file is' : `${done} files are`} there, and whole.`
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, 2).then(
    () => true,
    () => false,
  )
}
