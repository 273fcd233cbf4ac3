import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { SagaObserver } from '../../src/node/saga/saga.ts'
import { rowName } from '../../src/node/market/testing/crashableRows.ts'

/** Where a node stands when somebody is killed, and who. */
const killPointSchema = z.object({
  /** `machine from on`, as rows are named. */
  row: z.string(),
  step: z.enum(['before-write', 'after-write', 'after-effect']),
  /** Null: the node itself. */
  pid: z.int().nullable(),
  /** `SIGSTOP`: it stands still there, until somebody sends it SIGCONT. */
  signal: z.enum(['SIGKILL', 'SIGSTOP']).default('SIGKILL'),
})
export type KillPoint = z.input<typeof killPointSchema>

/** Whoever `at.pid` names is killed, or stopped, when the node in `folder` stands there. */
export function armKillPoint(folder: string, at: KillPoint): void {
  writeFileSync(fileIn(folder), JSON.stringify(at))
}

/** False once it has come true. */
export function isKillPointArmed(folder: string): boolean {
  return existsSync(fileIn(folder))
}

export function disarmKillPoint(folder: string): void {
  rmSync(fileIn(folder), { force: true })
}

/** Kills as it was set, at once: nothing runs between the step and the SIGKILL. */
export function killPointObserver(folder: string): SagaObserver {
  return (machine, transition, step) => {
    if (!isKillPointArmed(folder)) return
    const at = killPointSchema.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
    if (at.step !== step || at.row !== rowName(machine, transition)) return
    disarmKillPoint(folder)
    process.kill(at.pid ?? process.pid, at.signal)
  }
}

function fileIn(folder: string): string {
  return join(folder, 'killPoint.json')
}
