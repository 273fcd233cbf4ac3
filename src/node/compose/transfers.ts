import { erc20Abi } from 'viem'
import type { AccountTransactions } from '../../chain/accountTransactions.ts'
import { KeptTransactions } from '../../chain/keptTransactions.ts'
import type { Rate } from '../../shared/currency.ts'
import { coinOf } from '../../shared/knownChains.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { ChannelWatch } from '../channelWatch/channelWatch.ts'
import { AccountTransfers } from '../wallet/accountTransfers.ts'
import { TransferRates } from '../wallet/transferRates.ts'
import { TransferRecords } from '../wallet/transferRecords.ts'
import type { NodeBase } from './base.ts'

interface Parts {
  readonly transactions: Pick<AccountTransactions, 'exclusively'>
  readonly channelWatch: Pick<ChannelWatch, 'list'>
  readonly gasForChannel: () => Promise<Amount>
  readonly rateAt: (time: number) => Rate | undefined
}

export function composeTransfers(
  { options, account, store, endpoints, events, logFailure }: NodeBase,
  { transactions, channelWatch, gasForChannel, rateAt }: Parts,
): AccountTransfers {
  const { keys, network } = options
  const token = network.token.address
  const tokensOf = async (): Promise<Amount> => {
    const contract = { address: token, abi: erc20Abi } as const
    const answers = await endpoints.readAll((client) =>
      client.readContract({ ...contract, functionName: 'balanceOf', args: [account] }),
    )
    return toAmount(answers.reduce((least, each) => (each < least ? each : least)))
  }
  return new AccountTransfers({
    records: new TransferRecords(store),
    transactions: new KeptTransactions(endpoints, keys.account),
    exclusively: (task) => transactions.exclusively(task),
    account,
    token,
    contracts: contractsOf(network),
    coin: coinOf(network),
    async balances() {
      const [tokens, coin] = await Promise.all([tokensOf(), endpoints.gasBalance(account)])
      return { token: tokens, coin }
    },
    async gasToKeep() {
      const isOpen = channelWatch.list().some(({ state }) => state !== 'finished')
      return isOpen ? gasForChannel() : toAmount(0n)
    },
    confirmations: network.raiden.confirmationBlocks,
    intervalMs: Math.max(network.raiden.pollingIntervalMs, 2000),
    displacedMs: 10 * 60_000,
    now: Date.now,
    onNew({ id, asset, createdAt }) {
      const rate = asset === 'token' ? rateAt(createdAt) : undefined
      if (rate !== undefined) new TransferRates(store).keep(id, rate)
    },
    onChange: () => void events.emit('connection'),
    onProblem: logFailure('transfers'),
  })
}

function contractsOf({ contracts }: NetworkProfile) {
  const { token, serviceToken, tokenNetwork, ...deployed } = contracts
  return [token, serviceToken, tokenNetwork, ...Object.values(deployed).map(({ address }) => address)]
}
