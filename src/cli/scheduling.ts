import { z } from 'zod'
import { type PreparedWork, preparedWork } from '../shared/api/publishInputs.ts'
import { parseMoment } from '../shared/endOfDay.ts'
import { BuskerError } from '../shared/errors.ts'
import { quote } from '../shared/text.ts'
import { localTime } from './localTime.ts'
import type { Terminal } from './terminal.ts'

/** What `--on` takes, for its help. */
export const onHelp =
  'make it ready now and put it on sale then, such as 2026-12-24 or "2026-12-24 18:00"; nobody hears it before'

export const announceHelp =
  'with --on: show its title, picture, price and day at once, so that it can be reserved'

/**
 * What `--on` and `--announce` say together; undefined: it goes on sale at once.
 *
 * @throws BuskerError `CLI_MOMENT`
 */
export function parseLater({ on, announce }: { readonly on?: string; readonly announce?: true }) {
  if (on !== undefined) return { publishAt: parseOn(on), ...(announce && { isComing: true }) }
  if (announce === undefined) return undefined
  throw new BuskerError('CLI_MOMENT', 'What is announced has a day: say it with --on. Nothing was published.')
}

/** @returns ms since epoch. @throws BuskerError `CLI_MOMENT` */
export function parseOn(text: string): number {
  const at = parseMoment(text)
  if (at !== undefined) return at
  throw new BuskerError(
    'CLI_MOMENT',
    `"${text}" is no day and time, such as 2026-12-24 or "2026-12-24 18:00".`,
  )
}

export function showPrepared(prepared: PreparedWork, terminal: Terminal): void {
  terminal.result(
    z.encode(preparedWork, prepared),
    `${quote(prepared.title)} is ready, and goes on sale by itself on ${localTime(prepared.publishAt)}, while the node runs, or at its next start. See: busker uploads`,
  )
}
