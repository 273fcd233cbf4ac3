import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Observer } from '../../src/node/market/saga.ts'
import { rowName } from '../market/rows.ts'

/** Where a node stands when somebody is killed, and who. */
const doom = z.object({
  /** `machine from on`, as rows are named. */
  row: z.string(),
  step: z.enum(['before-write', 'after-write', 'after-effect']),
  /** Null: the node itself. */
  pid: z.int().nullable(),
})
export type Doom = z.output<typeof doom>

/** Dooms whoever `at.pid` names to die when the node in `folder` stands there. */
export function setDoom(folder: string, at: Doom): void {
  writeFileSync(fileIn(folder), JSON.stringify(at))
}

/** False once it has come true. */
export function isDoomed(folder: string): boolean {
  return existsSync(fileIn(folder))
}

export function liftDoom(folder: string): void {
  rmSync(fileIn(folder), { force: true })
}

/** Kills as it was set, at once: nothing runs between the step and the SIGKILL. */
export function doomIn(folder: string): Observer {
  return (machine, transition, step) => {
    if (!isDoomed(folder)) return
    const at = doom.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
    if (at.step !== step || at.row !== rowName(machine, transition)) return
    liftDoom(folder)
    process.kill(at.pid ?? process.pid, 'SIGKILL')
  }
}

function fileIn(folder: string): string {
  return join(folder, 'doom.json')
}
