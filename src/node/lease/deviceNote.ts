import { hostname } from 'node:os'
import { z } from 'zod'
import { decode, encode } from '../../protocol/codec.ts'
import { time } from '../../protocol/fields.ts'
import { open, seal } from '../../process/seal.ts'
import { address, type Address, hex32, type Hex32 } from '../../shared/ids.ts'
import { line, toLine } from '../../shared/text.ts'

/** What a device tells the other devices of its account. Nobody else reads it: a hub keeps it sealed. */
const deviceNote = z.strictObject({
  v: z.literal(1),
  /** As the machine calls itself. */
  name: line(40),
  /** By its own clock, for people: since when it has the lease, or when it asked for it; ms since epoch. */
  since: time,
})
export type DeviceNote = Pick<z.output<typeof deviceNote>, 'name' | 'since'>

const context = z.strictObject({ purpose: z.literal('busker/device/1'), account: address, device: hex32 })

/** Bound to account and device, so that a hub cannot show one device's note as another's. */
export function sealNote(key: Uint8Array, account: Address, device: Hex32, note: DeviceNote): Uint8Array {
  return new Uint8Array(seal(key, encode(deviceNote, { v: 1, ...note }), contextOf(account, device)))
}

/** Null where it was sealed by nobody with these words, for another device, or by another version. */
export function openNote(
  key: Uint8Array,
  account: Address,
  device: Hex32,
  sealed: Uint8Array,
): DeviceNote | null {
  const opened = open(key, sealed, contextOf(account, device))
  if (opened === undefined) return null
  try {
    const { name, since } = decode(deviceNote, new Uint8Array(opened), opened.byteLength)
    return { name, since }
  } catch {
    return null
  }
}

/** How this machine is called, as short as a note holds. */
export function machineName(name: string = hostname()): string {
  return toLine(name, 40) ?? 'Busker'
}

function contextOf(account: Address, device: Hex32): Uint8Array {
  return encode(context, { purpose: 'busker/device/1', account, device })
}
