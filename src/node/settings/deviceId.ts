import { randomBytes } from 'node:crypto'
import { hex32, type Hex32 } from '../../shared/ids.ts'
import { defineSetting, type Settings } from './settings.ts'

const device = defineSetting<Hex32>('device-id', hex32)

/** This installation's own random number, drawn on first use. It is never restored: another machine is another device. */
export function deviceId(settings: Settings): Hex32 {
  const known = settings.get(device)
  if (known !== undefined) return known
  const drawn = hex32.parse(`0x${randomBytes(32).toString('hex')}`)
  settings.set(device, drawn)
  return drawn
}
