import { randomBytes } from 'node:crypto'
import { constants, type FileHandle, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { syncFolder } from '../../process/syncFolder.ts'
import { BuskerError } from '../../shared/errors.ts'

/** A key file: BUSKVKEY, then 32 random bytes. */
const magic = Buffer.from('BUSKVKEY')
const keyBytes = 32
const fileBytes = magic.length + keyBytes
const othersMask = 0o077

/**
 * Writes a new key file, mode 0600, in the place of one that is there. It is on disk, whole, when this returns. Only for a place
 * without a vault: one that the old key opened would open no more.
 */
export async function writeKeyFile(file: string): Promise<void> {
  const bytes = Buffer.concat([magic, randomBytes(keyBytes)])
  try {
    await writeFileAtomic(file, bytes, { mode: 0o600 })
  } finally {
    bytes.fill(0)
  }
  await syncFolder(dirname(file))
}

/**
 * Reads a key file of this user's that nobody else may read. Links are not followed. Wipe the key after use.
 *
 * @throws BuskerError `VAULT_KEY_FILE`
 */
export async function readKeyFile(file: string): Promise<Uint8Array> {
  const handle = await openOwn(file, constants.O_RDONLY)
  const bytes = Buffer.alloc(fileBytes)
  try {
    const { size, mode, uid } = await handle.stat()
    if (process.getuid !== undefined && uid !== process.getuid())
      throw refused(`${file} belongs to another user of this computer.`)
    if (process.platform !== 'win32' && (mode & othersMask) !== 0)
      throw refused(`Other users of this computer may read ${file}.`)
    const { bytesRead } = await handle.read(bytes, 0, fileBytes, 0)
    if (size !== fileBytes || bytesRead !== fileBytes || !bytes.subarray(0, magic.length).equals(magic))
      throw refused(`${file} is no key that Busker wrote.`)
    return Uint8Array.from(bytes.subarray(magic.length))
  } finally {
    bytes.fill(0)
    await handle.close()
  }
}

/** Writes zeros over a key file and removes it. Does nothing where there is none; what can't be a key is only removed. */
export async function removeKeyFile(file: string): Promise<void> {
  const handle = await openOwn(file, constants.O_WRONLY).catch(() => null)
  try {
    if (handle !== null && (await handle.stat()).size === fileBytes) {
      await handle.write(Buffer.alloc(fileBytes), 0, fileBytes, 0)
      await handle.sync()
    }
  } finally {
    await handle?.close()
  }
  await rm(file, { force: true })
  await syncFolder(dirname(file))
}

/** A plain file: neither a link nor something that would be waited for. */
async function openOwn(file: string, flags: number): Promise<FileHandle> {
  let handle: FileHandle
  try {
    // Windows has neither flag.
    handle = await open(file, flags | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  } catch (cause) {
    throw refused(`The key beside the vault can't be read: ${file}.`, cause)
  }
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  throw refused(`${file} is no file.`)
}

function refused(message: string, cause?: unknown): BuskerError {
  return new BuskerError(
    'VAULT_KEY_FILE',
    `${message} The vault was not opened. Put the key back that was there, or begin anew: only play money hangs on it.`,
    { cause },
  )
}
