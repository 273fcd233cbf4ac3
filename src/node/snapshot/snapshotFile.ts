import { readFile, stat } from 'node:fs/promises'
import writeFileAtomic from 'write-file-atomic'
import { decode, encode } from '../../protocol/codec.ts'
import type { SignedSnapshot } from '../../protocol/hub.ts'
import { signedSchema } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import { copyMark } from './copyMark.ts'
import { largeSnapshot, sealedMaxBytes } from './sealedSnapshot.ts'

const schema = signedSchema(largeSnapshot)
/** What is sealed, and what is signed around it. */
const fileMaxBytes = sealedMaxBytes + 4096
const magic = Buffer.from(copyMark)

/** Writes a snapshot to a file, whole or not at all, readable for its owner alone. */
export async function exportSnapshot(file: string, snapshot: SignedSnapshot): Promise<void> {
  await writeFileAtomic(file, Buffer.concat([magic, encode(schema, snapshot)]), { mode: 0o600 })
}

/** Reads a snapshot file; nothing in it is checked or opened yet. @throws BuskerError `SNAPSHOT_NO_FILE` */
export async function importSnapshot(file: string): Promise<SignedSnapshot> {
  try {
    const { size } = await stat(file)
    if (size > magic.length + fileMaxBytes) throw unreadable(file)
    const bytes = await readFile(file)
    if (bytes.subarray(0, magic.length).equals(magic)) {
      return decode(schema, new Uint8Array(bytes.subarray(magic.length)), fileMaxBytes)
    }
  } catch (cause) {
    throw unreadable(file, cause)
  }
  throw unreadable(file)
}

function unreadable(file: string, cause?: unknown): BuskerError {
  return new BuskerError(
    'SNAPSHOT_NO_FILE',
    `${file} is not a whole snapshot of Busker. Choose another file.`,
    { cause },
  )
}
