import { BuskerError } from '../shared/errors.ts'
import type { Amount } from '../shared/money.ts'
import { inCoins, type Token } from '../shared/token.ts'
import { parseAmount } from './amounts.ts'
import { agrees, type Prompt } from './prompt.ts'

export interface FeeFlags {
  readonly maxFee?: string
}

/**
 * Asks whoever sits there to agree to a fee; `--max-fee` has agreed to as much before.
 *
 * @returns the most it may cost, wei; null where the answer is no
 * @throws BuskerError `CLI_FEE_OPEN` where nobody is there, `CLI_FEE_ABOVE` where it costs more than was agreed to
 */
export async function agreeToFee(
  question: string,
  fee: Amount,
  { maxFee }: FeeFlags,
  coin: Token,
  prompt: Prompt,
): Promise<Amount | null> {
  if (maxFee !== undefined) {
    const most = parseAmount(maxFee, coin.decimals)
    if (fee <= most) return most
    throw new BuskerError(
      'CLI_FEE_ABOVE',
      `This costs up to ${inCoins(fee)} ${coin.symbol}, more than ${maxFee}. Nothing was sent.`,
    )
  }
  if (prompt.isInteractive) return (await agrees(prompt, question)) ? fee : null
  throw new BuskerError(
    'CLI_FEE_OPEN',
    `${question} Nobody is here to agree: say the most it may cost with --max-fee.`,
  )
}
