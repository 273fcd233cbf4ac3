import { readdirSync, readFileSync } from 'node:fs'
import { processIdentityOf, type ProcessIdentity } from '../../process/processIdentity.ts'

/** Every process below `pid`, however deep (Linux: read from /proc). */
export function descendantsOf(pid: number): ProcessIdentity[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const stat = readStat(name)
    if (stat !== null) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const below = (above: number): number[] => {
    const children = [...parents].filter(([, parent]) => parent === above).map(([child]) => child)
    return [...children, ...children.flatMap(below)]
  }
  return below(pid).flatMap((each) => processIdentityOf(each) ?? [])
}

function readStat(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    // It ended while the list was read.
    return null
  }
}
