import type { AppState, CopyView } from '../../shared/api/app.ts'
import { BuskerError } from '../../shared/errors.ts'
import { readCopy } from '../app/readCopy.ts'

export interface CopyOpenerOptions {
  readonly phase: () => AppState['phase']
  /** Asks for the words that go with a copy. */
  readonly restoreFrom: (copy: CopyView) => Promise<void>
}

/** Goes on from a copy that was opened, where there is nothing yet. @throws (when called) BuskerError `DOCUMENT_COPY_NOT_NEEDED`, `SNAPSHOT_NO_FILE` */
export function copyOpener({ phase, restoreFrom }: CopyOpenerOptions): (file: string) => Promise<void> {
  return async (file) => {
    if (phase() === 'new') return restoreFrom(await readCopy(file))
    throw new BuskerError(
      'DOCUMENT_COPY_NOT_NEEDED',
      'This is a copy of Busker’s, and there are keys on this machine already. Nothing was opened.',
    )
  }
}
