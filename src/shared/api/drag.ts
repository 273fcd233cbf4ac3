import { z } from 'zod'
import { label } from '../ids.ts'
import { defineApi } from './define.ts'
import { exportProgress } from './export.ts'

const dragged = z.strictObject({ labels: z.array(label).min(1).max(5000) })

/** Dragging what one owns out of the window, as files of the format that downloads are in. */
export const appDragApi = defineApi({
  /** Makes files of tracks and releases, which lie in a folder of Busker's own until it is locked or quits. */
  'app.makeDraggable': { input: dragged, progress: exportProgress, output: z.strictObject({}) },
  /**
   * Hands them to the system as what the person drags now. `notMade`: they have to be made first; `released`: nobody holds a button of the
   * mouse down any more. Where the system says so, it answers when they are dropped.
   */
  'app.dragFiles': {
    input: dragged,
    output: z.strictObject({ outcome: z.enum(['dragged', 'notMade', 'released']) }),
  },
})
