import { erc20Abi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import type { GasReserve } from '../../chain/gasReserve.ts'
import { KeptTransactions } from '../../chain/keptTransactions.ts'
import { AccountTransfers } from '../../node/wallet/accountTransfers.ts'
import { TransferRecords } from '../../node/wallet/transferRecords.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import { coinOf } from '../../shared/knownChains.ts'
import { toAmount } from '../../shared/money.ts'
import type { Clock } from '../clock.ts'
import type { Funding } from '../funding/funding.ts'
import type { HubOptions } from '../hubOptions.ts'
import type { HubStore } from '../openHubStore.ts'

interface HubTransfersParts {
  readonly store: HubStore
  readonly endpoints: ChainEndpoints
  readonly raiden: Pick<RaidenNode, 'channels'>
  readonly costs: Pick<GasReserve, 'costs'>
  readonly funding: Pick<Funding, 'exclusively'>
  readonly now: Clock
}

/** How long another transaction has to have a transfer's place before that is believed, ms. */
const displacedMs = 10 * 60_000

/** Tokens and coin out of the hub's account; each is signed once and written before it is sent. */
export function createHubTransfers(
  { keys, profile, log }: Pick<HubOptions, 'keys' | 'profile' | 'log'>,
  { store, endpoints, raiden, costs, funding, now }: HubTransfersParts,
): AccountTransfers {
  const account = profile.hub.raidenAddress
  const { token, serviceToken, tokenNetwork, ...deployed } = profile.contracts
  return new AccountTransfers({
    records: new TransferRecords(store),
    transactions: new KeptTransactions(endpoints, privateKeyToAccount(keys.privateKey)),
    exclusively: (task) => funding.exclusively(task),
    account,
    token,
    contracts: [token, serviceToken, tokenNetwork, ...Object.values(deployed).map(({ address }) => address)],
    coin: coinOf(profile),
    async balances() {
      const contract = { address: token, abi: erc20Abi } as const
      const [answers, coin] = await Promise.all([
        endpoints.readAll((client) =>
          client.readContract({ ...contract, functionName: 'balanceOf', args: [account] }),
        ),
        endpoints.gasBalance(account),
      ])
      return { token: toAmount(answers.reduce((least, each) => (each < least ? each : least))), coin }
    },
    async gasToKeep() {
      const [channels, { steps }] = await Promise.all([raiden.channels(), costs.costs()])
      return toAmount(steps.close * BigInt(channels.length))
    },
    confirmations: profile.raiden.confirmationBlocks,
    intervalMs: Math.max(profile.raiden.pollingIntervalMs, 2000),
    displacedMs,
    now,
    onChange: () => undefined,
    onProblem: (error) => log.warn({ part: 'transfers', err: error }, 'a transfer waits'),
  })
}
