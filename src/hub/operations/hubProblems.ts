import { BuskerError, type ErrorData } from '../../shared/errors.ts'
import { inCoins } from '../../shared/token.ts'
import type { HubStatus } from './hubStatusView.ts'

/** What problems are told by, beside the status itself. */
export interface ProblemTerms {
  /** Symbol of the chain's coin. */
  readonly coin: string
  /** Wei that closing and settling what is open would take. */
  readonly gasReserve: bigint
  readonly matrixUrl: string
  readonly rpcUrl: string
}

type Measured = Omit<HubStatus, 'problems'>

/** What keeps a hub from doing what it is for, each with what to do; what stops everybody comes first. */
export function hubProblems(status: Measured, terms: ProblemTerms): ErrorData[] {
  const problems = [...raidenProblems(status, terms), ...moneyProblems(status, terms)]
  const { clock, database, disk, pins, ursulas } = status
  if (disk !== null) problems.push(new BuskerError('NODE_DISK_FULL', disk))
  if (clock.problem !== null) problems.push(new BuskerError('CLOCK_WRONG', clock.problem))
  if (database !== null) {
    const text = `${database} Nobody is granted a device lease, whose lease ends stops paying, no snapshot and no letter is kept, and no channel is promised.`
    problems.push(new BuskerError('DATABASE_UNREACHABLE', text))
  }
  if (pins.problem !== null) problems.push(new BuskerError('HUB_KUBO_UNREACHABLE', pins.problem))
  if (ursulas.well < ursulas.configured) {
    problems.push(
      new BuskerError(
        'HUB_URSULAS_SILENT',
        `Of ${ursulas.configured} Ursulas ${ursulas.well} answer. Without enough of them nobody can be given access: ask their operators.`,
      ),
    )
  }
  return problems.map((problem) => problem.toJSON())
}

function raidenProblems({ raiden }: Measured, { matrixUrl, rpcUrl }: ProblemTerms): BuskerError[] {
  if (!('tokens' in raiden)) {
    const why = raiden.error === null ? '' : ` ${raiden.error}`
    const text = `Raiden is ${raiden.state}: nothing is paid.${why} It is started again by itself.`
    return [new BuskerError('HUB_RAIDEN_DOWN', text)]
  }
  const problems: BuskerError[] = []
  if (!raiden.chain) {
    const text = `The chain at ${rpcUrl} brings no new blocks. Look after it, or name another address in hub.json.`
    problems.push(new BuskerError('RAIDEN_CHAIN_UNREACHABLE', text))
  }
  if (!raiden.homeserver) {
    const text = `The homeserver at ${matrixUrl} does not answer: nothing is paid. Start it.`
    problems.push(new BuskerError('HUB_HOMESERVER_UNREACHABLE', text))
  }
  return problems
}

function moneyProblems({ raiden, funding, money }: Measured, terms: ProblemTerms): BuskerError[] {
  if (!('tokens' in raiden)) return []
  const problems: BuskerError[] = []
  const { coin, gasReserve } = terms
  if (BigInt(raiden.gasWei) <= gasReserve) {
    const reserve = gasReserve > 0n ? ` The last ${inCoins(gasReserve)} are kept for closing channels.` : ''
    const text = `The account ${raiden.address} has ${inCoins(BigInt(raiden.gasWei))} ${coin}: no channel is opened.${reserve} Send ${coin} to it.`
    problems.push(new BuskerError('HUB_GAS_LOW', text))
  }
  if (funding.spent === null) return problems
  const isBudgetLeft = BigInt(funding.spent) + BigInt(funding.deposit) <= BigInt(funding.budget)
  if (isBudgetLeft && money !== null && BigInt(money.free) < BigInt(funding.deposit)) {
    const text = `The account ${raiden.address} has ${money.free} base units of the token that are promised to nobody, less than the deposit of one channel (${funding.deposit}). Send tokens to it.`
    problems.push(new BuskerError('HUB_TOKENS_LOW', text))
  }
  if (!isBudgetLeft) {
    const text = `The budget of ${funding.budget} base units is promised or in channels. Raise it in hub.json and start the hub again, or close channels.`
    problems.push(new BuskerError('HUB_BUDGET_SPENT', text))
  }
  return problems
}
