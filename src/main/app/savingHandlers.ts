import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppApi } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'
import { writeLog } from './writeLog.ts'

type Methods = Pick<
  ApiHandlers<AppApi>,
  'app.saveSnapshot' | 'app.saveReceipt' | 'app.saveSound' | 'app.saveLog'
>

export interface SavingOptions {
  readonly host: NodeHost
  readonly dialogs: Dialogs
  /** The folder of logs. */
  readonly logs: string
  /** The folder that a dialog starts in. */
  readonly documents: string
}

/** Writes what the node has to where the person says: a page never names a file to write. */
export function savingHandlers({ host, dialogs, logs, documents }: SavingOptions): Methods {
  const place = (name: string) => join(documents, name)
  return {
    async 'app.saveSnapshot'(_input, asking) {
      const { handlers } = host.open
      const filters = [{ name: 'Busker snapshot', extensions: ['busker'] }]
      const file = await dialogs.save('Save a snapshot', place('snapshot.busker'), filters)
      if (file !== null) await handlers.snapshotExport({ file }, asking)
      return { file }
    },
    async 'app.saveReceipt'({ id }, asking) {
      const { receipt } = await host.open.handlers.receipt({ id }, asking)
      const filters = [{ name: 'Receipt', extensions: ['txt'] }]
      const file = await dialogs.save('Save the receipt', place(`receipt-${id.slice(0, 8)}.txt`), filters)
      if (file !== null) await writeFile(file, `${receipt}\n`, { mode: 0o600 })
      return { file }
    },
    async 'app.saveSound'({ label }, asking) {
      const { handlers } = host.open
      const filters = [{ name: 'WAV', extensions: ['wav'] }]
      const file = await dialogs.save('Save the sound', place('track.wav'), filters)
      if (file !== null) await handlers.exportSound({ label, file }, asking)
      return { file }
    },
    async 'app.saveLog'() {
      const filters = [{ name: 'Log', extensions: ['txt'] }]
      const file = await dialogs.save('Save the log', place('busker-log.txt'), filters)
      if (file !== null) await writeLog(file, { logs, health: host.ifOpen?.node.health() ?? [] })
      return { file }
    },
  }
}
