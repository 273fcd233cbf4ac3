import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { transfersApi, type TransferView, transferView } from '../shared/api/transfers.ts'
import { BuskerError } from '../shared/errors.ts'
import { coinToken, inCoins, type Token } from '../shared/token.ts'
import { formatAmount, parseAmount } from './amounts.ts'
import type { Context } from './context.ts'
import { agrees, type Prompt, terminalPrompt } from './prompt.ts'
import { table } from './terminal.ts'

export interface SendFlags {
  readonly coin?: boolean
  readonly maxFee?: string
}

/** Sends out of the account, once the prompt, or `--max-fee`, has agreed to the fee. */
export async function sendFromAccount(
  text: string,
  to: string,
  flags: SendFlags,
  context: Context,
  prompt: Prompt = terminalPrompt,
): Promise<void> {
  const { node, terminal } = context
  const { token, coin } = await unitsOf(context)
  const asset = flags.coin === true ? 'coin' : 'token'
  const unit = asset === 'coin' ? coin : token
  const amount = parseAmount(text, unit.decimals)
  const quote = await node.ask('quoteTransfer', { to, asset, amount })
  const question = `Send ${formatAmount(amount, unit)} to ${quote.to}, for a fee of up to ${inCoins(quote.fee)} ${coin.symbol}? It can’t be called back.`
  if (flags.maxFee === undefined) {
    if (!prompt.isInteractive) {
      throw new BuskerError(
        'CLI_FEE_OPEN',
        `${question} Nobody is here to agree: say the most it may cost with --max-fee.`,
      )
    }
    if (!(await agrees(prompt, question))) {
      return terminal.result({ state: 'cancelled' }, 'Nothing was sent.')
    }
  }
  const maximumFee = flags.maxFee === undefined ? quote.fee : parseAmount(flags.maxFee, coin.decimals)
  const sent = await node.ask('sendFromAccount', { id: randomUUID(), to, asset, amount, maximumFee })
  terminal.result(
    z.encode(transferView, sent),
    `On its way: ${sent.hash}. Whether it has arrived: busker wallet transfers`,
  )
}

export async function showTransfers(context: Context): Promise<void> {
  const { node, terminal } = context
  const transfers = await node.ask('transfers', {})
  const text = describeTransfers(transfers, await unitsOf(context))
  terminal.result(z.encode(transfersApi.transfers.output, transfers), text)
}

interface Units {
  readonly token: Token
  readonly coin: Token
}

/** A table of what was sent out of an account. */
export function describeTransfers(transfers: readonly TransferView[], { token, coin }: Units): string {
  const rowOf = ({ createdAt, state, amount, asset, to, fee, problem }: TransferView) => [
    new Date(createdAt).toISOString(),
    state,
    formatAmount(amount, asset === 'coin' ? coin : token),
    to,
    `${inCoins(fee)} ${coin.symbol}`,
    problem?.message ?? '',
  ]
  if (transfers.length === 0) return 'Nothing was sent out of the account.'
  return table(['When', 'State', 'Amount', 'To', 'Fee', ''], transfers.map(rowOf))
}

async function unitsOf({ node }: Context): Promise<Units> {
  const { symbol, decimals, coin } = await node.ask('wallet', {})
  return { token: { symbol, decimals }, coin: coinToken(coin) }
}
