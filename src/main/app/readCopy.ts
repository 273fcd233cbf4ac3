import { basename } from 'node:path'
import type { CopyView } from '../../shared/api/app.ts'

/** What a copy file says of itself; whose it is shows only with the words. @throws BuskerError `SNAPSHOT_NO_FILE` */
export async function readCopy(file: string): Promise<CopyView> {
  const { importSnapshot } = await import('../../node/snapshot/snapshotFile.ts')
  const { number, time } = (await importSnapshot(file)).body
  return { file, name: basename(file), number, madeAt: time }
}
