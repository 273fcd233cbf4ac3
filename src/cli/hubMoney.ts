import { randomUUID } from 'node:crypto'
import { askHub } from '../hub/operations/askHub.ts'
import { moneyApi } from '../hub/money/moneyApi.ts'
import { readOperatorConfig } from '../hub/operatorConfig.ts'
import { BuskerError } from '../shared/errors.ts'
import { coinOf } from '../shared/knownChains.ts'
import { coinToken, inCoins, type Token } from '../shared/token.ts'
import { formatAmount, parseAmount } from './amounts.ts'
import { parseAddress, parseCount } from './arguments.ts'
import { agreeToFee, type FeeFlags } from './agreeToFee.ts'
import { type Prompt, terminalPrompt } from './prompt.ts'
import { describeTransfers } from './sending.ts'
import { table, type Terminal } from './terminal.ts'

export interface CloseFlags extends FeeFlags {
  readonly all?: boolean
  readonly idle?: string
  readonly cancel?: boolean
}

async function unitsOf(folder: string): Promise<{ readonly token: Token; readonly coin: Token }> {
  const { network } = await readOperatorConfig(folder)
  return { token: network.token, coin: coinToken(coinOf(network)) }
}

/** Lists the hub's channels, with what is its own in each. */
export async function showHubChannels(folder: string, terminal: Terminal): Promise<void> {
  const { token } = await unitsOf(folder)
  const answer = await askHub(folder).ask('channels', {})
  const rows = answer.channels.map((channel) => [
    channel.partner,
    channel.isToBeClosed ? `${channel.state}, to be closed` : channel.state,
    formatAmount(channel.own, token),
    formatAmount(channel.partnerCapacity, token),
    channel.idleSince === null ? '' : new Date(channel.idleSince).toISOString(),
  ])
  const text =
    rows.length === 0 ? 'No channels.' : table(['With', 'State', 'Yours', 'Theirs', 'Last moved'], rows)
  const down = answer.closingDown ? '\nAll are being closed: busker hub close --cancel takes that back.' : ''
  terminal.result(moneyApi.channels.output.encode(answer), `${text}${down}`)
}

/** Has channels closed: those with `partners`, all, or those in which nothing moves. */
export async function closeHubChannels(
  folder: string,
  partners: readonly string[],
  flags: CloseFlags,
  terminal: Terminal,
  prompt: Prompt = terminalPrompt,
): Promise<void> {
  const hub = askHub(folder)
  if (flags.cancel === true) {
    await hub.ask('keepOpen', {})
    return terminal.result(
      { state: 'cancelled' },
      'What is not closed yet stays open, and channels are funded again.',
    )
  }
  const { token, coin } = await unitsOf(folder)
  const which = whichChannels(partners, flags)
  const quote = await hub.ask('quoteClose', which)
  const later =
    flags.all === true ? ' Nothing is funded any more, and whatever is opened later is closed too.' : ''
  const question = `Close ${quote.channels} channels, in which ${formatAmount(quote.own, token)} are yours, for up to ${inCoins(quote.fee)} ${coin.symbol}?${later}`
  const agreed = await agreeToFee(question, quote.fee, flags, coin, prompt)
  if (agreed === null) return terminal.result({ state: 'cancelled' }, 'Nothing is closed.')
  const { channels } = await hub.ask('close', which)
  terminal.result(
    { state: 'ordered', channels },
    `${channels} channels are being closed; what is yours comes back by itself, at once where the other side agrees, or after the settle timeout. How far it is: busker hub channels ${folder}`,
  )
}

function whichChannels(partners: readonly string[], { all, idle }: CloseFlags) {
  const ways = [partners.length > 0, all === true, idle !== undefined].filter(Boolean).length
  if (ways !== 1) {
    throw new BuskerError(
      'CLI_CHANNELS',
      'Say which channels: the accounts of the partners, or --all, or --idle DAYS.',
    )
  }
  return {
    partners: partners.length > 0 ? partners.map(parseAddress) : null,
    idleDays: idle === undefined ? null : parseCount(idle, 0, 3650),
  }
}

/** Has the hub fund this account's channel when it asks. */
export async function admitToHub(folder: string, text: string, terminal: Terminal): Promise<void> {
  const account = parseAddress(text)
  await askHub(folder).ask('admit', { account })
  terminal.result({ account }, `The hub funds the channel of ${account} when it asks.`)
}

/** Takes tokens out of an open channel, into the hub's account. */
export async function withdrawFromChannel(
  folder: string,
  partner: string,
  text: string,
  flags: FeeFlags,
  terminal: Terminal,
  prompt: Prompt = terminalPrompt,
): Promise<void> {
  const { token, coin } = await unitsOf(folder)
  const hub = askHub(folder)
  const amount = parseAmount(text, token.decimals)
  const { fee } = await hub.ask('quoteWithdraw', {})
  const question = `Take ${formatAmount(amount, token)} out of the channel with ${partner}, for up to ${inCoins(fee)} ${coin.symbol}?`
  if ((await agreeToFee(question, fee, flags, coin, prompt)) === null) {
    return terminal.result({ state: 'cancelled' }, 'Nothing was taken out.')
  }
  const { transaction } = await hub.ask('withdraw', { partner: parseAddress(partner), amount })
  terminal.result({ state: 'withdrawn', transaction }, `Taken out: ${transaction}.`)
}

export interface SweepFlags extends FeeFlags {
  readonly coin?: boolean
  readonly amount?: string
}

/** Sends tokens, or coin, out of the hub's account: all that is free, or so much. */
export async function sweepAccount(
  folder: string,
  to: string,
  flags: SweepFlags,
  terminal: Terminal,
  prompt: Prompt = terminalPrompt,
): Promise<void> {
  const units = await unitsOf(folder)
  const hub = askHub(folder)
  const asset = flags.coin === true ? 'coin' : 'token'
  const unit = flags.coin === true ? units.coin : units.token
  const amount =
    flags.amount === undefined
      ? (await hub.ask('free', { asset, to })).amount
      : parseAmount(flags.amount, unit.decimals)
  const quote = await hub.ask('quoteTransfer', { to, asset, amount })
  const question = `Send ${formatAmount(amount, unit)} to ${quote.to}, for a fee of up to ${inCoins(quote.fee)} ${units.coin.symbol}? It can’t be called back.`
  const maximumFee = await agreeToFee(question, quote.fee, flags, units.coin, prompt)
  if (maximumFee === null) return terminal.result({ state: 'cancelled' }, 'Nothing was sent.')
  const sent = await hub.ask('sendFromAccount', { id: randomUUID(), to, asset, amount, maximumFee })
  terminal.result(
    moneyApi.sendFromAccount.output.encode(sent),
    `On its way: ${sent.hash}. Whether it has arrived: busker hub transfers ${folder}`,
  )
}

/** What was sent out of the hub's account. */
export async function showHubTransfers(folder: string, terminal: Terminal): Promise<void> {
  const transfers = await askHub(folder).ask('transfers', {})
  terminal.result(
    moneyApi.transfers.output.encode(transfers),
    describeTransfers(transfers, await unitsOf(folder)),
  )
}
