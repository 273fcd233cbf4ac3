import type { Command } from 'commander'
import { z } from 'zod'
import { comingApi, type ComingView, type ReservationView } from '../../shared/api/coming.ts'
import { BuskerError } from '../../shared/errors.ts'
import { toAmount } from '../../shared/money.ts'
import type { Token } from '../../shared/token.ts'
import { formatAmount, formatPrice, parseAmount } from '../amounts.ts'
import { parseAddress, parseLabel } from '../arguments.ts'
import { contextOf, type Context } from '../context.ts'
import { findOnly } from '../purchasing.ts'
import { localTime } from '../localTime.ts'
import { agrees, type Prompt, requireSomebody, terminalPrompt } from '../prompt.ts'
import { table } from '../terminal.ts'

interface ReserveFlags {
  readonly artist?: string
  readonly max?: string
}

/** coming, reserve, reservations. */
export function comingCommands(program: Command): void {
  program
    .command('coming')
    .description('what artists announce, the soonest first')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      showComing(await context.node.ask('coming', { limit: 100 }), await tokenOf(context), context)
    })

  program
    .command('reserve <label>')
    .description('buy it by itself once it is on sale; nothing is paid before')
    .option('--artist <address>', 'where two artists announce the same label')
    .option('--max <amount>', 'the most you agree to pay; left out: the price that is announced')
    .action(async (label: string, flags: ReserveFlags, command: Command) =>
      reserve(label, flags, contextOf(command)),
    )

  program
    .command('reservations')
    .description('what you have reserved')
    .option('--take-back <reservation>', 'do not buy it by itself')
    .action(async ({ takeBack }: { takeBack?: string }, command: Command) => {
      const context = contextOf(command)
      if (takeBack !== undefined) {
        const { id } = findOnly(takeBack, await context.node.ask('reservations', {}), 'reservations')
        await context.node.ask('takeBackReservation', { id })
      }
      showReservations(await context.node.ask('reservations', {}), await tokenOf(context), context)
    })
}

/** @throws BuskerError `CLI_LABEL`, `CLI_ADDRESS`, `CLI_PRICE_OPEN`, `RESERVATION_UNKNOWN`; nothing is reserved then */
export async function reserve(
  text: string,
  { artist: of, max }: ReserveFlags,
  context: Context,
  prompt: Prompt = terminalPrompt,
): Promise<void> {
  const { node } = context
  const label = parseLabel(text, 'busker coming')
  const work = await node.ask('comingWork', { label, ...(of !== undefined && { artist: parseAddress(of) }) })
  if (work === null) {
    throw new BuskerError(
      'RESERVATION_UNKNOWN',
      'Nobody you know of announces this, or more than one does: see busker coming, and say who with --artist. Nothing was reserved.',
    )
  }
  const token = await tokenOf(context)
  const { maximumFee } = await node.ask('wallet', {})
  const confirmed = max === undefined ? work.price : parseAmount(max, token.decimals)
  if (max === undefined) {
    requireSomebody(prompt)
    const most = formatAmount(toAmount(confirmed + maximumFee), token)
    const question = `Reserve “${work.title}” by ${work.artistName}, which comes out ${localTime(work.at)}, and pay ${most} at most then, the hub’s fee included?`
    if (!(await agrees(prompt, question)))
      return context.terminal.result({ state: 'cancelled' }, 'Nothing was reserved.')
  }
  const { artist } = work
  showReservations([await node.ask('reserve', { label, artist, confirmed, maximumFee })], token, context)
}

async function tokenOf({ node }: Context): Promise<Token> {
  return (await node.ask('status', {})).network
}

function showComing(works: readonly ComingView[], token: Token, { terminal }: Context): void {
  const rows = works.map(({ label, title, artistName, at, reservation, ...price }) => [
    label,
    title,
    artistName,
    localTime(at),
    formatPrice(price, token),
    reservation === null ? '' : 'reserved',
  ])
  const text =
    works.length === 0
      ? 'Nobody you know of announces anything.'
      : table(['Label', 'Work', 'Artist', 'On sale', 'Price', ''], rows)
  terminal.result(z.encode(comingApi.coming.output, [...works]), text)
}

function showReservations(
  reservations: readonly ReservationView[],
  token: Token,
  { terminal }: Context,
): void {
  const rows = reservations.map((one) => [
    one.id.slice(0, 8),
    one.label,
    one.title,
    one.artistName,
    localTime(one.announcedFor ?? one.at),
    formatAmount(one.price, token),
    one.problem?.message ?? one.state,
  ])
  const text =
    reservations.length === 0
      ? 'Nothing is reserved.'
      : table(['Reservation', 'Label', 'Work', 'Artist', 'On sale', 'At most', ''], rows)
  terminal.result(z.encode(comingApi.reservations.output, [...reservations]), text)
}
