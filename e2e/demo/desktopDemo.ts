import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'electron-vite'
import { openDisplay } from '../../harness/app/virtualDisplay.ts'
import { requireLength } from '../../src/cli/demo/runDemo.ts'
import { Timeline } from '../../src/cli/demo/timeline.ts'
import { rejectOnSignal } from '../../src/cli/demo/rejectOnSignal.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import { toErrorData } from '../../src/shared/errors.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import { runDesktopPurchaseSteps } from './desktopPurchaseSteps.ts'

export interface DesktopDemoOptions {
  /** An audio file; left out: a piece is made up. */
  readonly piece: string | undefined
  /** The windows stay until they are closed. */
  readonly keepOpen: boolean
  readonly terminal: Terminal
}

const out = resolve('out', 'demo')
const introduction = `
Busker: an artist and a listener, each with their own window, on a network of their own on this machine.
`

/**
 * One whole purchase through the screens: the artist publishes, the listener pays, and what comes out of the listener's
 * player is recorded and compared. Leaves `out/demo` with pictures, the recording and the timeline, and no process.
 *
 * @throws BuskerError what failed; `DEMO_STOPPED` after a signal
 */
export async function runDesktopDemo({
  piece,
  keepOpen: stays,
  terminal,
}: DesktopDemoOptions): Promise<void> {
  const ffmpeg = await findFfmpeg()
  if (piece !== undefined) await requireLength(piece, ffmpeg)
  const { stopped, forget } = rejectOnSignal()
  const timeline = new Timeline(terminal)
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  terminal.progress(null, introduction)
  const closeDisplay = await openDisplay()
  const harness = await DesktopHarness.create()
  try {
    const opened = Promise.all([
      timeline.step('A network of its own: chain, Raiden contracts, hub, three Ursulas', () =>
        harness.startNetwork(),
      ),
      timeline.step('The application is built', () => build({ mode: 'test', logLevel: 'warn' })),
    ])
    await Promise.race([opened, stopped])
    const facts = await Promise.race([
      runDesktopPurchaseSteps({ harness, timeline, ffmpeg, piece, out }),
      stopped,
    ])
    if (stays) await Promise.race([waitUntilWindowsClosed(harness, terminal), stopped])
    await timeline.step('Everything is stopped', () => harness.close())
    await timeline.write(join(out, 'timeline.json'), facts, null)
    const seconds = (timeline.totalMs / 1000).toFixed(0)
    terminal.progress(null, `\nAll of that took ${seconds} s. Pictures, sound and timeline: out/demo`)
  } catch (error) {
    timeline.end()
    await harness.reportFailure(join(out, 'failed'))
    await timeline.write(join(out, 'timeline.json'), null, toErrorData(error))
    throw error
  } finally {
    forget()
    await harness.close()
    await closeDisplay()
  }
}

async function waitUntilWindowsClosed(harness: DesktopHarness, terminal: Terminal): Promise<void> {
  terminal.progress(null, '\nThe windows stay open. Close both, or press Ctrl-C, to end.')
  await harness.waitUntilAllClosed()
}
