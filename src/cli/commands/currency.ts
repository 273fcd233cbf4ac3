import type { Command } from 'commander'
import { z } from 'zod'
import { currencyApi, type CurrencyView } from '../../shared/api/currency.ts'
import { rateNumber } from '../../shared/currency.ts'
import { contextOf } from '../context.ts'

/** currency. */
export function currencyCommands(program: Command): void {
  program
    .command('currency [code]')
    .description(
      'the currency in which amounts are shown, too: EUR, GBP …, or "none"; without one: what is chosen',
    )
    .action(async (code: string | undefined, _flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const view =
        code === undefined
          ? await node.ask('currency', {})
          : await node.ask('setCurrency', { currency: code === 'none' ? null : code.toUpperCase() })
      const { network } = await node.ask('status', {})
      terminal.result(z.encode(currencyApi.currency.output, view), describeCurrency(view, network.symbol))
    })
}

/** What is chosen, what a token is worth in it, and what else can be chosen. @param symbol of the token */
export function describeCurrency({ chosen, available, rate, problem }: CurrencyView, symbol: string): string {
  if (available.length === 0)
    return 'Nobody says on this network what its token is worth: no currency can be chosen.'
  const choices = `You can choose ${available.join(', ')}, or none.`
  if (chosen === null) return `No currency is chosen, and nobody is asked for rates. ${choices}`
  const lines = [
    rate === null
      ? `${chosen} is chosen.`
      : `${chosen} is chosen: 1 ${symbol} ≈ ${rateNumber(rate)} ${chosen}.`,
    ...(problem === null ? [] : [problem.message]),
    choices,
  ]
  return lines.join('\n')
}
