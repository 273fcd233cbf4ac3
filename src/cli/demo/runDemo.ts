import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createTradeHarness } from './tradeHarness.ts'
import { probe } from '../../node/media/probe.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { findFfmpeg } from '../../process/tools.ts'
import { BuskerError, toErrorData } from '../../shared/errors.ts'
import type { Terminal } from '../terminal.ts'
import { type PurchaseResults, runPurchaseSteps } from './purchaseSteps.ts'
import { Timeline } from './timeline.ts'
import { rejectOnSignal } from './rejectOnSignal.ts'

const out = resolve('out', 'demo')
const minSeconds = 13

/**
 * One whole purchase on this machine: a local network, an artist's and a listener's node, and the proof that what was
 * bought is what was made. Leaves `out/demo/timeline.json` and `out/demo/bought.wav`, and no process.
 *
 * @param file an audio file; left out: a piece is made up
 * @throws BuskerError what failed; `DEMO_STOPPED` after a signal
 */
export async function runDemo(file: string | undefined, terminal: Terminal): Promise<void> {
  const ffmpeg = await findFfmpeg()
  if (file !== undefined) await requireLength(file, ffmpeg)
  const timeline = new Timeline(terminal)
  const { stopped, forget } = rejectOnSignal()
  const harness = await createTradeHarness()
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  try {
    if (!terminal.isJson) terminal.progress(null, introduction)
    const piece = file ?? join(harness.folder, 'piece.wav')
    const make = file === undefined ? () => synthesiseWav(piece, { seconds: 20, seed: 1 }) : null
    const facts = await Promise.race([
      runPurchaseSteps({
        harness,
        timeline,
        ffmpeg,
        piece,
        createPiece: make,
        output: join(out, 'bought.wav'),
      }),
      stopped,
    ])
    await timeline.step('Everything is stopped', () => harness.close())
    await timeline.write(join(out, 'timeline.json'), facts, null)
    printResults(facts, timeline, terminal)
  } catch (error) {
    timeline.end()
    await harness.close().catch((failure: unknown) => {
      const { code, message } = toErrorData(failure)
      terminal.progress({ code, message }, `Not everything ended in order: ${message}`)
    })
    await harness.keepLogs(join(out, 'logs'))
    await timeline.write(join(out, 'timeline.json'), null, toErrorData(error))
    throw error
  } finally {
    forget()
    await harness.remove()
  }
}

const introduction = `
Busker, one purchase from start to finish. All of it is real, and all of it runs on this machine only.
`

/** @throws BuskerError `DEMO_TOO_SHORT`, `MEDIA_*` */
export async function requireLength(file: string, ffmpeg: string): Promise<void> {
  const { sampleCount, sampleRate } = await probe(file, { ffmpeg })
  if (sampleCount / sampleRate >= minSeconds) return
  throw new BuskerError(
    'DEMO_TOO_SHORT',
    `The demo compares 12 seconds: choose a file of ${minSeconds} seconds or more.`,
  )
}

function printResults(facts: PurchaseResults, timeline: Timeline, terminal: Terminal): void {
  const seconds = (timeline.totalMs / 1000).toFixed(0)
  terminal.result(
    { ok: true, totalMs: timeline.totalMs, steps: timeline.steps, facts },
    `\nAll of that took ${seconds} s. Listen to what was bought: out/demo/bought.wav. The timeline: out/demo/timeline.json`,
  )
}
