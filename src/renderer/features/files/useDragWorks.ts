import type { DragEvent } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { isBuskerError } from '../../../shared/errors.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { dragWorks } from '../playlists/trackDrag.ts'
import { nameOfWorks } from '../work/nameOfWorks.ts'
import { canPlayInFull } from '../work/useWorkActions.ts'
import { useDownloadStore } from './downloadStore.ts'
import { useDraggedOut } from './draggedOut.ts'

/** Begins to drag works. */
export type DragWorks = (works: readonly WorkView[], event: DragEvent) => void

/**
 * Works are dragged within the window, and out of it as files of those one owns. Files have to be there when a drag begins, so
 * the first drag that ends outside has them made, and the next hands them to the system.
 */
export function useDragWorks(): DragWorks {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  const showError = (error: unknown) => showToast(messageOf(error), { tone: 'bad' })

  const make = async (works: readonly WorkView[]) => {
    const { jobs, begin, report, end } = useDownloadStore.getState()
    const labels = works.map(({ label }) => label)
    const id = `drag ${labels.join(' ')}`
    const name = nameOfWorks(works)
    if (jobs.some((job) => job.id === id)) return showToast(t('files.stillMaking', { name }))
    const controller = new AbortController()
    begin({ id, name, kind: 'drag', progress: null, cancel: () => controller.abort() })
    showToast(t('files.dragLater', { name }))
    try {
      await client.ask(
        'app.makeDraggable',
        { labels },
        { signal: controller.signal, onProgress: (progress) => report(id, progress) },
      )
      useDraggedOut.getState().addReady(labels)
      showToast(t('files.readyToDrag', { name }), { tone: 'good' })
    } catch (error) {
      if (!controller.signal.aborted && !isBuskerError(error, 'EXPORT_CANCELLED')) showError(error)
    } finally {
      end(id)
    }
  }

  /** Of all that is dragged, files of those one owns. */
  const handOut = async (works: readonly WorkView[], owned: readonly WorkView[]) => {
    const { begin, end } = useDraggedOut.getState()
    begin(works.map(({ label }) => label))
    endWithDrag(end)
    const { outcome } = await client.ask('app.dragFiles', { labels: owned.map(({ label }) => label) })
    if (outcome === 'dragged') return
    end()
    if (outcome === 'notMade') await make(owned)
  }

  return (works, event) => {
    const owned = works.filter((work) => canPlayInFull(work) && work.file === undefined)
    const { ready } = useDraggedOut.getState()
    if (owned.length > 0 && owned.every(({ label }) => ready.has(label))) {
      event.preventDefault()
      handOut(works, owned).catch(showError)
      return
    }
    dragWorks(works, event.dataTransfer)
    if (owned.length === 0) return
    event.currentTarget.addEventListener(
      'dragend',
      (ended) => {
        if (ended instanceof MouseEvent && isOutside(ended)) make(owned).catch(showError)
      },
      { once: true },
    )
  }
}

/** While the system drags there are no moves of the pointer in a page; the first one without a button comes after. */
function endWithDrag(end: () => void): void {
  const stop = new AbortController()
  const onMove = ({ buttons }: PointerEvent) => {
    if (buttons !== 0) return
    stop.abort()
    end()
  }
  addEventListener('pointermove', onMove, { signal: stop.signal })
}

function isOutside({ clientX, clientY }: MouseEvent): boolean {
  return clientX < 0 || clientY < 0 || clientX >= innerWidth || clientY >= innerHeight
}
