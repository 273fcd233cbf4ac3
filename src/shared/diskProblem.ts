import type { ErrorData } from './errors/parseError.ts'

const fullCodes = ['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC']
const sharedMemoryCodes = ['SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_SHMOPEN', 'SQLITE_IOERR_TRUNCATE']
/** What LevelDB says, which has no codes. */
const fullText = /No space left on device|Disk quota exceeded|File too large/
const readOnlyText = /Read-only file system/

/** How much room is asked for, MB: what orders and a few albums need. */
export const neededMegabytes = 200

/** What a failed write means where the disk is full, its quota used up or it can't be written to; null for all else. */
export function diskProblem(error: unknown): ErrorData | null {
  if (typeof error !== 'object' || error === null) return null
  const { code, message, reason, path, cause } = error as Record<string, unknown>
  const text = `${String(message)} ${String(reason)}`
  const where = typeof path === 'string' ? ` (${path})` : ''
  if (isOneOf([...fullCodes, ...sharedMemoryCodes], code) || fullText.test(text)) {
    return {
      code: 'NODE_DISK_FULL',
      message: `The disk with Busker’s data is full${where}. Make ${neededMegabytes} MB of room: what waits goes on by itself. Nothing that was paid or promised is lost.`,
    }
  }
  if ((typeof code === 'string' && /^(?:EROFS|SQLITE_READONLY)/.test(code)) || readOnlyText.test(text)) {
    return {
      code: 'NODE_DISK_READ_ONLY',
      message: `Busker may not write to its disk${where}. Make it writable: what waits goes on by itself. Nothing that was paid or promised is lost.`,
    }
  }
  return diskProblem(cause)
}

function isOneOf(codes: readonly string[], code: unknown): boolean {
  return typeof code === 'string' && codes.includes(code)
}
