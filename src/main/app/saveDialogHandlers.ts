import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { AppApi } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { fromLabel } from '../../shared/ids.ts'
import { coinOf } from '../../shared/knownChains.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'
import { writeLog } from './writeLog.ts'
import { t } from '../../shared/i18n/t.ts'

type Methods = Pick<
  ApiHandlers<AppApi>,
  | 'app.saveSnapshot'
  | 'app.saveReceipt'
  | 'app.saveSales'
  | 'app.saveCodes'
  | 'app.saveActivity'
  | 'app.saveQrCode'
  | 'app.saveLog'
>

/** Of a code: sharp on ten centimetres of paper. */
const posterPixels = 1200

export interface SaveDialogOptions {
  readonly host: NodeHost
  readonly dialogs: Dialogs
  /** The folder of logs. */
  readonly logs: string
  /** The folder that a dialog starts in. */
  readonly documents: string
  /** Notes a file that was saved, to be opened again. */
  readonly noteRecent: (kind: 'receipt', file: string) => Promise<void>
}

/** Handlers of save dialogs: a page never names the file to write, the person does. */
export function saveDialogHandlers({
  host,
  dialogs,
  logs,
  documents,
  noteRecent,
}: SaveDialogOptions): Methods {
  const defaultPath = (name: string) => join(documents, name)
  const saveCsv = async (title: string, name: string, csv: string) => {
    const filters = [{ name: 'CSV', extensions: ['csv'] }]
    const file = await dialogs.chooseSavePath(title, defaultPath(name), filters)
    // Some spreadsheets take a file for Unicode by its mark alone.
    if (file !== null) await writeFileAtomic(file, `\uFEFF${csv}`, { mode: 0o600 })
    return { file }
  }
  return {
    async 'app.saveSnapshot'(_input, context) {
      const { handlers } = host.open
      const filters = [{ name: t('desktop.buskerSnapshot'), extensions: ['busker'] }]
      const file = await dialogs.chooseSavePath(
        t('desktop.saveASnapshot'),
        defaultPath('snapshot.busker'),
        filters,
      )
      if (file !== null) await handlers.snapshotExport({ file }, context)
      return { file }
    },
    async 'app.saveReceipt'({ id }, context) {
      const { page } = await host.open.handlers.receiptPage({ id }, context)
      const filters = [{ name: t('common.receipt'), extensions: ['html'] }]
      const file = await dialogs.chooseSavePath(
        t('desktop.saveTheReceipt'),
        defaultPath(`busker-receipt-${id.slice(2, 10)}.html`),
        filters,
      )
      if (file !== null) {
        await writeFileAtomic(file, page, { mode: 0o600 })
        await noteRecent('receipt', file)
      }
      return { file }
    },
    async 'app.saveSales'(input, context) {
      const { handlers, workOf, network } = host.open
      const { salesCsv } = await import('../../node/market/salesCsv.ts')
      const csv = salesCsv(
        await handlers.sales(input, context),
        (label) => workOf(label)?.title ?? null,
        network.token,
      )
      const today = new Date().toISOString().slice(0, 10)
      return saveCsv(t('desktop.saveTheSales'), `busker-sales-${today}.csv`, csv)
    },
    async 'app.saveCodes'({ label }, context) {
      const { handlers } = host.open
      const { codesCsv } = await import('../../node/market/codesCsv.ts')
      const codes = await handlers.workCodes({ id: fromLabel(label).id }, context)
      return saveCsv(t('desktop.saveTheCodes'), 'busker-codes.csv', codesCsv(label, codes))
    },
    async 'app.saveActivity'(input, context) {
      const { handlers, workOf, network } = host.open
      const [purchases, sales] = [
        await handlers.purchases(input, context),
        await handlers.sales(input, context),
      ]
      const { activityCsv } = await import('../../node/market/activityCsv.ts')
      const csv = activityCsv(
        {
          payments: await handlers.payments({ limit: 1_000_000 }, context),
          transfers: await handlers.transfers(input, context),
          chainSteps: await handlers.chainSteps(input, context),
          orders: [...purchases, ...sales],
        },
        {
          titleOf: (label) => workOf(label)?.title ?? null,
          token: network.token,
          coin: coinOf(network),
        },
      )
      const today = new Date().toISOString().slice(0, 10)
      return saveCsv(t('desktop.saveTheActivity'), `busker-activity-${today}.csv`, csv)
    },
    async 'app.saveQrCode'({ link, format }) {
      const filters = [{ name: format.toUpperCase(), extensions: [format] }]
      const file = await dialogs.chooseSavePath(
        t('desktop.saveTheCode'),
        defaultPath(`busker-code.${format}`),
        filters,
      )
      const { qrPng, qrSvg } = await import('../../node/promotion/qrCode.ts')
      const picture = format === 'svg' ? qrSvg(link) : qrPng(link, posterPixels)
      if (file !== null) await writeFile(file, picture)
      return { file }
    },
    async 'app.saveLog'() {
      const filters = [{ name: t('desktop.log'), extensions: ['txt'] }]
      const file = await dialogs.chooseSavePath(
        t('desktop.saveTheLog'),
        defaultPath('busker-log.txt'),
        filters,
      )
      if (file !== null) await writeLog(file, { logs, health: host.openOrNull?.node.health() ?? [] })
      return { file }
    },
  }
}
