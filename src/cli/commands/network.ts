import type { Command } from 'commander'
import { readContractFacts } from '../../node/network/acceptContracts.ts'
import { chainNameOf, coinOf } from '../../shared/knownChains.ts'
import { contractSourceOf } from '../../shared/networkTrust.ts'
import { describeSpan } from '../../shared/watching.ts'
import { formatAmount } from '../amounts.ts'
import { parsePath } from '../arguments.ts'
import { readProfile } from '../chooseNetwork.ts'
import { contextOf, type Context } from '../context.ts'
import { describeBlocks } from '../moderating.ts'

const sources = {
  local: 'play money, on this machine alone',
  pinned: 'built into Busker',
  operator: 'named by the operator: joining takes --accept-contracts',
} as const

/** network check | rpc | hidden | onramps. */
export function networkCommands(program: Command): void {
  const network = program.command('network').description('networks, and where their chain is asked')

  network
    .command('check <file>')
    .description('compare a network profile with its chain, before you join')
    .action(async (file: string, _flags: unknown, command: Command) => checkNetwork(file, contextOf(command)))

  network
    .command('rpc [urls...]')
    .description('where your node asks the chain; with addresses: there from the next start on')
    .option('--operators', "the operator's addresses again")
    .action(async (urls: string[], { operators }: { operators?: boolean }, command: Command) => {
      const { node, terminal } = contextOf(command)
      const isChange = urls.length > 0 || operators === true
      const view = await (isChange ? node.ask('setRpcUrls', { urls }) : node.ask('rpcUrls', {}))
      const lines = [
        view.own.length === 0 ? 'The operator’s addresses are asked:' : 'Your own addresses are asked:',
        ...(view.own.length === 0 ? view.operators : view.own),
        ...(isChange ? ['From the next start of your node on.'] : []),
      ]
      terminal.result(view, lines.join('\n'))
    })

  network
    .command('hidden')
    .description('what the hub leaves out of what it finds and lists, and why; it can be bought as before')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const blocks = await node.ask('hubBlocks', {})
      terminal.result(blocks, describeBlocks(blocks))
    })

  network
    .command('onramps')
    .description('where you get the token from a card or at an exchange, by the operator’s word')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const onRamps = await node.ask('onRamps', {})
      const text =
        onRamps.length === 0
          ? 'The operator names nobody.'
          : onRamps.map(({ name, url }) => `${name}: ${url}`).join('\n')
      terminal.result(onRamps, text)
    })
}

async function checkNetwork(file: string, { terminal }: Context): Promise<void> {
  const network = await readProfile(parsePath(file))
  const { settleTimeoutSeconds, channelLimit, networkLimit } = await readContractFacts(network)
  const { hub, token } = network
  const contracts = contractSourceOf(network)
  const lines = [
    `${network.name}, run by ${hub.operator}, on ${chainNameOf(network)}.`,
    `Paid in ${token.symbol} (${token.address}, ${token.decimals} decimals).`,
    `Contracts: ${sources[contracts]}. The chain agrees with the profile.`,
    `At most ${formatAmount(channelLimit, token)} in a connection, ${formatAmount(networkLimit, token)} in all of them.`,
    `A closed connection waits ${describeSpan(settleTimeoutSeconds * 1000)} until its money is back. Fees are paid in ${coinOf(network)}.`,
  ]
  const facts = {
    settleTimeoutSeconds,
    channelLimit: String(channelLimit),
    networkLimit: String(networkLimit),
  }
  terminal.result({ id: network.id, contracts, ...facts }, lines.join('\n'))
}
