import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'

const codePattern = /^[0-9a-f]{32}$/

/** Keeps the voucher of an invitation for the node that will start on its network. */
export async function keepVoucher(file: string, code: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFileAtomic(file, Buffer.from(code).toString('hex'), { mode: 0o600 })
}

/**
 * Hands over the voucher that is kept; it is forgotten once `take` has returned, so that a crash between the two hands it over
 * again.
 */
export async function takeVoucher(file: string, take: (code: Uint8Array) => void): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return
  if (codePattern.test(text)) take(new Uint8Array(Buffer.from(text, 'hex')))
  await rm(file, { force: true })
}
