import type { Command } from 'commander'
import { z } from 'zod'
import { nodeApi, walletView, type WalletView, type WatchedChannelView } from '../../shared/api/node.ts'
import { activityCsv } from '../../node/market/activityCsv.ts'
import { type Rate, worthNumber } from '../../shared/currency.ts'
import { workNameOf } from '../../shared/editions.ts'
import { formatAmount, parseAmount } from '../amounts.ts'
import { inCoins } from '../../shared/token.ts'
import { parseAddress, parseCount } from '../arguments.ts'
import { contextOf, type Context } from '../context.ts'
import { showChainSteps } from '../onChain.ts'
import { type SendFlags, sendFromAccount, showTransfers } from '../sending.ts'
import { table } from '../terminal.ts'

/** wallet show | connect | deposit | withdraw | close | channels | accept-loss | payments | activity. */
export function walletCommands(program: Command): void {
  const wallet = program.command('wallet').description('money: on chain, in channels, and what moved')

  wallet
    .command('show', { isDefault: true })
    .description('balances you can spend and receive')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      const { rate } = await context.node.ask('currency', {})
      showWallet(await context.node.ask('wallet', {}), context, rate)
    })

  wallet
    .command('connect')
    .description('open the connection to the hub and put money in')
    .requiredOption('--deposit <amount>', 'what you want to be able to spend; 0 to receive only')
    .action(async ({ deposit }: { deposit: string }, command: Command) => {
      const context = contextOf(command)
      const amount = await parseNetworkAmount(deposit, context)
      const onProgress = (at: { step: string }) => context.terminal.progress(at, at.step)
      showWallet(await context.node.ask('connect', { deposit: amount }, { onProgress }), context)
    })

  for (const [name, description] of [
    ['deposit', 'add to what you can spend'],
    ['withdraw', 'take money out of the connection'],
  ] as const) {
    wallet
      .command(`${name} <amount>`)
      .description(description)
      .action(async (text: string, _flags: unknown, command: Command) => {
        const context = contextOf(command)
        const amount = await parseNetworkAmount(text, context)
        await tellFee(name, context)
        showWallet(await context.node.ask(name, { amount }), context)
      })
  }

  wallet
    .command('close <partner>')
    .description('close a channel; its money comes back to the account by itself')
    .action(async (partner: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      await tellFee('close', context)
      showWallet(await context.node.ask('closeChannel', { partner: parseAddress(partner) }), context)
    })

  wallet
    .command('channels')
    .description('your channels as the chain has them, and what is done about those that were closed')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      await showWatchedChannels(await context.node.ask('watchedChannels', {}), context)
    })

  wallet
    .command('accept-loss <channel>')
    .description('have a channel settled although the other side has signed more: the difference is lost')
    .action(async (channel: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const number = parseCount(channel, 1, Number.MAX_SAFE_INTEGER)
      const channels = await context.node.ask('acceptChannelLoss', { channel: number })
      await showWatchedChannels(channels, context)
    })

  wallet
    .command('send <amount> <address>')
    .description('send tokens out of the account, to anybody on the chain')
    .option('--coin', 'the coin for the chain’s fees in place of tokens')
    .option('--max-fee <amount>', 'the most it may cost, in that coin; left out: you are asked')
    .action(async (text: string, to: string, flags: SendFlags, command: Command) =>
      sendFromAccount(text, to, flags, contextOf(command)),
    )

  wallet
    .command('transfers')
    .description('what was sent out of the account')
    .action(async (_flags: unknown, command: Command) => showTransfers(contextOf(command)))

  wallet
    .command('steps')
    .description('what was done on the chain with your channels, and what it cost')
    .action(async (_flags: unknown, command: Command) => showChainSteps(contextOf(command)))

  wallet
    .command('payments')
    .description('every payment that is final, and the order it belongs to')
    .action(async (_flags: unknown, command: Command) => showPayments(contextOf(command)))

  wallet
    .command('activity')
    .description(
      'everything that moved, for a spreadsheet: payments, transfers and steps on the chain, with fees',
    )
    .action(async (_flags: unknown, command: Command) => showActivityCsv(contextOf(command)))
}

async function parseNetworkAmount(text: string, { node }: Context) {
  const { network } = await node.ask('status', {})
  return parseAmount(text, network.decimals)
}

/** Says before a step what it costs. */
async function tellFee(step: 'deposit' | 'withdraw' | 'close', { node, terminal }: Context): Promise<void> {
  const { fees, coin } = await node.ask('wallet', {})
  if (fees === null) return
  const fee = fees[step]
  terminal.progress({ fee: String(fee) }, `This costs up to ${inCoins(fee)} ${coin} on the chain.`)
}

/** @param rate what a token is worth in the person's own currency */
function showWallet(wallet: WalletView, { terminal }: Context, rate: Rate | null = null): void {
  const show = (amount: bigint) => formatAmount(amount, wallet)
  const worth = rate === null ? '' : ` (≈ ${worthNumber(wallet.spendable, wallet, rate)} ${rate.currency})`
  const channels = wallet.channels.map((channel) => [
    channel.isHub ? 'the hub' : channel.partner,
    channel.state,
    show(channel.spendable),
    show(channel.receivable),
  ])
  const lines = [
    `Account ${wallet.account}`,
    `For the chain’s fees ${inCoins(wallet.gas)} ${wallet.coin}.`,
    `You can spend ${show(wallet.spendable)}${worth}, receive ${show(wallet.receivable)}; ${show(wallet.tokens)} on chain.`,
    ...(channels.length === 0 ? [] : [table(['Connection', 'State', 'Spend', 'Receive'], channels)]),
  ]
  terminal.result(z.encode(walletView, wallet), lines.join('\n'))
}

async function showWatchedChannels(
  channels: readonly WatchedChannelView[],
  { node, terminal }: Context,
): Promise<void> {
  const { network } = await node.ask('status', {})
  const rows = channels.map(({ channel, partner, isHub, state, settleableAfter, lost, reason, problem }) => [
    String(channel),
    isHub ? 'the hub' : partner,
    state,
    settleableAfter === null ? '' : new Date(settleableAfter).toISOString(),
    lost === 0n ? '' : formatAmount(lost, network),
    problem?.message ?? reason ?? '',
  ])
  const headings = ['Channel', 'With', 'State', 'Settled after', 'Lost', '']
  const text = rows.length === 0 ? 'No channel was ever opened.' : table(headings, rows)
  terminal.result(z.encode(nodeApi.watchedChannels.output, [...channels]), text)
}

async function showActivityCsv({ node, terminal }: Context): Promise<void> {
  const wallet = await node.ask('wallet', {})
  const payments = await node.ask('payments', { limit: 1_000_000 })
  const orders = [...(await node.ask('purchases', {})), ...(await node.ask('sales', {}))]
  const works = [
    ...(await node.ask('works', { owner: 'self' })),
    ...(await node.ask('works', { owner: 'bought' })),
  ]
  const titles = new Map(works.map(({ label, title }) => [workNameOf(label), title]))
  const csv = activityCsv(
    {
      payments,
      orders,
      transfers: await node.ask('transfers', {}),
      chainSteps: await node.ask('chainSteps', {}),
    },
    { titleOf: (label) => titles.get(workNameOf(label)) ?? null, token: wallet, coin: wallet.coin },
  )
  terminal.result(z.encode(nodeApi.payments.output, payments), csv.trimEnd())
}

async function showPayments({ node, terminal }: Context): Promise<void> {
  const { network } = await node.ask('status', {})
  const payments = await node.ask('payments', { limit: 200 })
  const rows = payments.map((payment) => [
    new Date(payment.changedAt).toISOString(),
    payment.direction,
    payment.outcome,
    formatAmount(payment.amount, network),
    payment.order?.slice(0, 18) ?? (payment.direction === 'received' ? 'tip' : ''),
  ])
  const text =
    rows.length === 0 ? 'No payments yet.' : table(['When', 'Way', 'Outcome', 'Amount', 'Order'], rows)
  terminal.result(z.encode(nodeApi.payments.output, payments), text)
}
