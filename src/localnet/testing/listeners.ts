import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface TcpListener {
  /** As the kernel has it: `127.0.0.1`, `0.0.0.0`, or `ip6` and its hexadecimal digits. */
  readonly host: string
  readonly port: number
}

/** What a process listens on (Linux: read from /proc). */
export function listenersOf(pid: number): { readonly tcp: TcpListener[]; readonly unix: string[] } {
  const inodes = socketsOf(pid)
  return {
    tcp: ['tcp', 'tcp6'].flatMap((table) =>
      rowsOf(pid, table).flatMap((row) => {
        const [, local = '', , state, , , , , , inode = ''] = row
        return state === '0A' && inodes.has(inode) ? [toListener(local)] : []
      }),
    ),
    unix: rowsOf(pid, 'unix').flatMap((row) => {
      const [, , , flags, , , inode = '', path] = row
      const isListening = flags === '00010000'
      return isListening && path !== undefined && inodes.has(inode) ? [path] : []
    }),
  }
}

function rowsOf(pid: number, table: string): string[][] {
  const lines = readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n')
  return lines.slice(1).map((line) => line.trim().split(/\s+/))
}

function socketsOf(pid: number): Set<string> {
  const folder = `/proc/${pid}/fd`
  return new Set(
    readdirSync(folder).flatMap((name) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1] ?? []
      } catch {
        // Closed while the list was read.
        return []
      }
    }),
  )
}

function toListener(local: string): TcpListener {
  const [ip = '', port = ''] = local.split(':')
  const bytes =
    ip
      .match(/../g)
      ?.toReversed()
      .map((byte) => Number.parseInt(byte, 16)) ?? []
  const host = bytes.length === 4 ? bytes.join('.') : `ip6 ${ip}`
  return { host, port: Number.parseInt(port, 16) }
}
