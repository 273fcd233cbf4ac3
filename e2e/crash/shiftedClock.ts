import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** From its next start the process that reads `folder` lives this much later, ms; 0: now, as everybody else. */
export function setClockShift(folder: string, shiftMs: number): void {
  if (shiftMs === 0) rmSync(fileIn(folder), { force: true })
  else writeFileSync(fileIn(folder), String(shiftMs))
}

/** Sets this process's clock as its folder says: what asks for the time gets the wrong one. */
export function shiftClock(folder: string): void {
  const shiftMs = readShift(folder)
  if (shiftMs === 0) return
  const { now } = Date
  const shiftedNow = () => now() + shiftMs
  globalThis.Date = new Proxy(Date, {
    construct: (target, args: []) => (args.length === 0 ? new target(shiftedNow()) : new target(...args)),
    get: (target, name, receiver) => (name === 'now' ? shiftedNow : Reflect.get(target, name, receiver)),
  })
}

function readShift(folder: string): number {
  try {
    return Number(readFileSync(fileIn(folder), 'utf8'))
  } catch {
    // Nobody has set it.
    return 0
  }
}

function fileIn(folder: string): string {
  return join(folder, 'clockShift')
}
