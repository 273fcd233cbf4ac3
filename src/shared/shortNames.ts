import { z } from 'zod'
import { nameKey } from './nameKey.ts'

/** A short name at a hub: letters a to z, digits, and single hyphens within; it begins with a letter. */
export const shortName = z
  .string()
  .min(3)
  .max(24)
  .regex(/^[a-z](?:-?[a-z0-9])*$/, 'has letters a to z, digits and single hyphens, and begins with a letter')
  .brand<'ShortName'>()
export type ShortName = z.output<typeof shortName>

/** What stands before a short name where it is written among other things. */
const mark = /^@/

/** Whether a text begins as a short name does, whatever follows. */
export const isNamed = (text: string): boolean => mark.test(text.trim())

/** The short name that a text with an @ before it means; undefined where it is none. */
export const readShortName = (text: string): ShortName | undefined =>
  isNamed(text) ? readWantedName(text) : undefined

/** The short name that somebody wants for themselves, with an @ before it or without; undefined where it is none. */
export const readWantedName = (text: string): ShortName | undefined =>
  shortName.safeParse(text.trim().replace(mark, '').toLowerCase()).data

/** What two short names have in common that can't be told apart at a glance. Never shown. */
export function shortNameKey(name: string): string {
  return nameKey(name).replaceAll('rn', 'm').replaceAll('vv', 'w')
}

/** Names that stand for the hub, for Busker, or for nobody in particular. */
const reserved = [
  'abuse admin administrator all anybody anyone bank billing bot busker card cash contact contacts everybody everyone',
  'faucet gift gifts help helpdesk hostmaster hub info invoice label mail me moderator money myself name news nobody',
  'noreply official operator owner pay payment payments postmaster raiden receipt refund root sales security self',
  'service staff support system team test tips tower undefined ursula user verified wallet webmaster you',
].flatMap((line) => line.split(' '))
const reservedKeys = new Set(reserved.map(shortNameKey))

/** Nobody can have it, or what looks like it. */
export const isReservedName = (name: string): boolean => reservedKeys.has(shortNameKey(name))
