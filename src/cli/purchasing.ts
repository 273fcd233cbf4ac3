import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { purchaseView, type PurchaseView } from '../shared/api/node.ts'
import { BuskerError, isBuskerError } from '../shared/errors.ts'
import type { Address } from '../shared/ids.ts'
import type { Amount } from '../shared/money.ts'
import { canCancel, endedWithoutAccess } from '../shared/orderStates.ts'
import type { Token } from '../shared/token.ts'
import { formatAmount, parseAmount } from './amounts.ts'
import { parseAddress, parseLabel, parsePath } from './arguments.ts'
import type { Context } from './context.ts'
import { isNamed } from '../shared/shortNames.ts'
import { findContact } from './findContact.ts'
import { namedRecipient } from './namedRecipient.ts'
import { agrees, type Prompt, requireSomebody, terminalPrompt } from './prompt.ts'
import { exitCodes } from './terminal.ts'

export interface BuyFlags {
  readonly artist?: string
  readonly amount?: string
  readonly max?: string
  readonly maxFee?: string
  readonly gift?: string
  /** How the giver calls themselves, and what they write, for whom it is for alone. */
  readonly from?: string
  readonly message?: string
  readonly elsewhere?: boolean
  readonly name?: string
  readonly note?: string
  /** False: the artist is not to write back. */
  readonly thanks?: boolean
  readonly follow?: boolean
  readonly wait: boolean
}

/** Orders, lets the prompt agree to the price unless `--max` or `--amount` has, and follows the order. */
export async function buy(
  text: string,
  flags: BuyFlags,
  context: Context,
  prompt = terminalPrompt,
): Promise<void> {
  const { node } = context
  const wanted = parseLabel(text, 'busker search')
  const isElsewhere = flags.elsewhere === true
  const most = flags.max ?? (isElsewhere ? undefined : flags.amount)
  const isOpen = most === undefined && !isElsewhere
  if (isOpen) requireSomebody(prompt)
  const { network } = await node.ask('status', {})
  const begun = await node.ask('buy', {
    label: wanted,
    follow: false,
    ...(flags.artist !== undefined && { artist: parseAddress(flags.artist) }),
    ...(flags.amount !== undefined && { amount: parseAmount(flags.amount, network.decimals) }),
    ...(most !== undefined && { confirmed: parseAmount(most, network.decimals) }),
    ...(flags.maxFee !== undefined && { maximumFee: parseAmount(flags.maxFee, network.decimals) }),
    ...greetingFrom(flags),
    ...(await giftFrom(flags, context)),
  })
  if (flags.follow === true) await node.ask('setFollowing', { address: begun.seller, isFollowed: true })
  const { id } = begun
  const agreed = isOpen ? await confirmPrice(begun, flags, network, context, prompt) : begun
  if (agreed.state === 'cancelled' || !flags.wait) return showPurchase(agreed, context)
  const onProgress = progressReporter(context, isElsewhere)
  showPurchase(await node.ask('purchase', { id, follow: true }, { onProgress }), context)
}

/** What is said to the artist; left out: nothing. */
function greetingFrom({ name, note, thanks = true }: BuyFlags) {
  if (name === undefined && note === undefined && thanks) return {}
  return {
    greeting: {
      ...(name !== undefined && { name }),
      ...(note !== undefined && { note }),
      wantsThanks: thanks,
    },
  }
}

/** Whom it is for, and what is written to them; left out: oneself. @throws BuskerError `CLI_USAGE` */
async function giftFrom(flags: BuyFlags, context: Context) {
  const dedication = dedicationOf(flags)
  if (flags.gift === undefined) return {}
  return { gift: await giftOf(flags.gift, context), ...(dedication && { dedication }) }
}

/** What is written with a gift; undefined: nothing. @throws BuskerError `CLI_USAGE` where it is none */
export function dedicationOf({ gift, from, message }: Pick<BuyFlags, 'gift' | 'from' | 'message'>) {
  if (from === undefined && message === undefined) return undefined
  if (gift !== undefined)
    return { ...(from !== undefined && { name: from }), ...(message !== undefined && { note: message }) }
  throw new BuskerError('CLI_USAGE', '--from and --message go with a gift: say whom it is for with --gift.')
}

/** Whom a gift is for: the card in a file, a contact by name, or whoever has a short name at the hub. */
async function giftOf(text: string, context: Context): Promise<string> {
  const path = parsePath(text)
  if (existsSync(path)) return (await readFile(path, 'utf8')).trim()
  if (isNamed(text)) return namedRecipient(text, context)
  return text.startsWith('busker://') ? text : (await findContact(text, context)).account
}

export interface RedeemFlags {
  readonly artist?: string
  readonly wait: boolean
}

/** Redeems a code, and follows its order. */
export async function redeem(
  text: string,
  code: string,
  flags: RedeemFlags,
  context: Context,
): Promise<void> {
  const { node } = context
  const begun = await node.ask('redeem', {
    label: parseLabel(text, 'busker search'),
    code,
    follow: false,
    ...(flags.artist !== undefined && { artist: parseAddress(flags.artist) }),
  })
  if (!flags.wait) return showPurchase(begun, context)
  const onProgress = progressReporter(context)
  showPurchase(await node.ask('purchase', { id: begun.id, follow: true }, { onProgress }), context)
}

/** Confirms the price and the fee that were shown, or takes the order back. */
async function confirmPrice(
  begun: PurchaseView,
  flags: BuyFlags,
  token: Token,
  { node }: Context,
  prompt: Prompt,
): Promise<PurchaseView> {
  const { id, seller, price } = begun
  if (!canCancel(begun)) return begun
  const show = (amount: bigint) => formatAmount(amount, token)
  const fee = flags.maxFee === undefined ? await feeOf(node, seller, price) : null
  const onTop = fee === null ? '' : ` and ${show(fee)} to the hub`
  return (await agrees(prompt, `Pay ${show(price)}${onTop}?`))
    ? node.ask('confirm', { id, amount: price, ...(fee !== null && { maximumFee: fee }) })
    : node.ask('cancel', { id })
}

/** What the hub takes of a payment; null where it does not say now, and takes no more than its profile allows. */
async function feeOf(node: Context['node'], to: Address, amount: Amount): Promise<Amount | null> {
  try {
    return (await node.ask('quoteFee', { to, amount })).fee
  } catch (error) {
    if (isBuskerError(error)) return null
    throw error
  }
}

/** Tells of each change of an order. @param isPaidElsewhere whom to pay is said, too */
export function progressReporter(
  { terminal }: Context,
  isPaidElsewhere = false,
): (purchase: PurchaseView) => void {
  return (purchase) => {
    const where = isPaidElsewhere ? describePayment(purchase) : ''
    terminal.progress(z.encode(purchaseView, purchase), `${describePurchase(purchase)}${where}`)
  }
}

/** What another client has to send for an order that waits for it. */
function describePayment(purchase: PurchaseView): string {
  const { price, seller, paymentId } = purchase
  if (paymentId === undefined || !canCancel(purchase)) return ''
  return ` Pay ${price} base units to ${seller} under the payment identifier ${paymentId}.`
}

export function showPurchase(purchase: PurchaseView, { terminal }: Context): void {
  terminal.result(z.encode(purchaseView, purchase), describePurchase(purchase))
  if (endedWithoutAccess(purchase) && purchase.state !== 'cancelled') process.exitCode = exitCodes.noAccess
}

/**
 * The order that a prompt means by the beginning of its id, as lists show it.
 *
 * @throws BuskerError `CLI_ORDER`
 */
export async function resolveOrderId(text: string, { node }: Context): Promise<string> {
  return findOnly(text, await node.ask('purchases', {})).id
}

/**
 * The sale that a prompt means by the beginning of its id; see {@link resolveOrderId}.
 *
 * @throws BuskerError `CLI_ORDER`
 */
export async function resolveSaleId(text: string, { node }: Context): Promise<string> {
  return findOnly(text, await node.ask('sales', {})).id
}

/** The one whose id begins with `text`. @throws BuskerError `CLI_ORDER` */
export function findOnly<Listed extends { readonly id: string }>(
  text: string,
  listed: readonly Listed[],
  where: 'orders' | 'gifts' | 'uploads' | 'reservations' = 'orders',
): Listed {
  const meant = listed.filter(({ id }) => id.startsWith(text))
  const [only] = meant
  if (only !== undefined && meant.length === 1) return only
  throw new BuskerError(
    'CLI_ORDER',
    `${meant.length === 0 ? 'None begins' : 'Several begin'} with "${text}". List them with: busker ${where}`,
  )
}

function describePurchase({ id, state, code, message, money, sellerAway }: PurchaseView): string {
  const why = message === null ? '' : ` ${message} (${code ?? ''})`
  const away = sellerAway === undefined ? '' : ` ${describeAbsence(sellerAway)}`
  return `${id.slice(0, 18)} ${state}.${why}${away} ${money}`
}

function describeAbsence({ lastHereAt, usualHours }: NonNullable<PurchaseView['sellerAway']>): string {
  const waits = 'The artist is away; the order waits with the hub.'
  const last = lastHereAt === null ? '' : ` They were last here at ${new Date(lastHereAt).toISOString()}.`
  if (usualHours === null) return waits + last
  const [from, to] = [usualHours.from, usualHours.to].map((at) => new Date(at).toISOString().slice(11, 16))
  return `${waits}${last} They are usually here between ${from} and ${to} UTC.`
}
