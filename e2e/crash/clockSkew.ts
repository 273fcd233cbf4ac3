import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** From its next start the node in `folder` has a clock that is wrong by so much, ms. */
export function setClockSkew(folder: string, skew: number): void {
  if (skew === 0) rmSync(fileIn(folder), { force: true })
  else writeFileSync(fileIn(folder), String(skew))
}

/** How wrong the clock of the node in `folder` is, ms. */
export function clockSkewOf(folder: string): number {
  try {
    return Number(readFileSync(fileIn(folder), 'utf8'))
  } catch {
    // Nobody has set it.
    return 0
  }
}

function fileIn(folder: string): string {
  return join(folder, 'clockSkew')
}
