import type { ExportResult } from '../../../shared/api/export.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { isBuskerError } from '../../../shared/errors.ts'
import type { ExportFormat } from '../../../shared/exportFormats.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'
import { nameOfWorks } from '../work/nameOfWorks.ts'
import { useDownloadStore } from './downloadStore.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** Writes works as files, in a folder that is asked for, and tells what became of it. */
export function useDownloadFiles(): (works: readonly WorkView[], format: ExportFormat) => Promise<void> {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  const { begin, report, end } = useDownloadStore.getState()

  const tell = (
    { id, folder, files, failures }: ExportResult & { readonly id: string },
    format: ExportFormat,
  ) => {
    const isMadeFromAac = format !== 'm4a' && files.some(({ madeFrom }) => madeFrom === 'aac')
    const action = {
      label: t('files.showInFolder'),
      onPress: () =>
        void client
          .ask('app.showExported', { id })
          .catch((error: unknown) => showToast(messageOf(error), { tone: 'bad' })),
    }
    const sentences = [
      t('files.written', { count: files.length, folder }),
      ...(isMadeFromAac ? [t('files.someFromAac')] : []),
    ]
    showToast(sentences.join(' '), { tone: 'good', action })
    const [failure] = failures
    if (failure === undefined) return
    showToast(t('files.notWritten', { count: failures.length, why: errorText(failure) }), { tone: 'bad' })
  }

  return async (works, format) => {
    const controller = new AbortController()
    const id = crypto.randomUUID()
    begin({
      id,
      name: nameOfWorks(works),
      kind: 'download',
      progress: null,
      cancel: () => controller.abort(),
    })
    try {
      const written = await client.ask(
        'app.exportFiles',
        { labels: works.map(({ label }) => label), format },
        { signal: controller.signal, onProgress: (progress) => report(id, progress) },
      )
      if (written !== null) tell(written, format)
    } catch (error) {
      const isStopped = controller.signal.aborted || isBuskerError(error, 'EXPORT_CANCELLED')
      if (isStopped) showToast(t('files.stopped'))
      else showToast(messageOf(error), { tone: 'bad' })
    } finally {
      end(id)
    }
  }
}
