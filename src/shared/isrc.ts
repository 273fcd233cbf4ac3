import { z } from 'zod'

/** An International Standard Recording Code, without its hyphens (ISO 3901). */
export const isrc = z.string().regex(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/)

/** The code that somebody wrote, with hyphens or without, in letters of either case; undefined when it is none. */
export function readIsrc(text: string): string | undefined {
  return isrc.safeParse(text.replaceAll(/[-\s]/g, '').toUpperCase()).data
}

/** A code as somebody wrote it, which becomes one as {@link isrc} has it; empty: none. */
export const isrcOrNothing = z
  .string()
  .max(40)
  .overwrite((text) => readIsrc(text) ?? text.trim())
  .refine((text) => text === '' || readIsrc(text) !== undefined)
