import { readFile } from 'node:fs/promises'
import { describeSpan } from '../shared/watching.ts'
import { acceptContracts } from '../node/network/acceptContracts.ts'
import { type InvitedNetwork, readInvitation } from '../node/network/readInvitation.ts'
import { keepVoucher } from '../node/network/voucherFile.ts'
import { readNetwork, saveNetwork } from '../node/store/networkFile.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { invitationPrefix } from '../protocol/invitation.ts'
import { chainNameOf, coinOf } from '../shared/knownChains.ts'
import { checkProfile, contractSourceOf } from '../shared/networkTrust.ts'
import { formatAmount } from './amounts.ts'
import { parsePath } from './arguments.ts'
import type { Context } from './context.ts'

export interface JoinFlags {
  readonly acceptContracts?: boolean
  /** Only told, not joined. */
  readonly look?: boolean
}

/**
 * Has a data folder belong to the network that an invitation names; its credit is redeemed when its node starts.
 *
 * @param text a link, or the path of a file that has one
 * @throws BuskerError as `readInvitation`, `acceptContracts` and `saveNetwork`
 */
export async function join(text: string, flags: JoinFlags, { folder, terminal }: Context): Promise<void> {
  const link = text.startsWith(invitationPrefix) ? text : await readFile(parsePath(text), 'utf8')
  const invited = await readInvitation(link)
  const { network, voucher, credit, creditProblem } = invited
  checkProfile(network)
  const facts = {
    network: network.id,
    operator: network.hub.operator,
    contracts: contractSourceOf(network),
    maximumFee: String(network.hub.maximumFee),
    credit: credit === null ? null : String(credit),
    creditProblem,
  }
  const lines = describeInvited(invited)
  if (flags.look === true) return terminal.result({ ...facts, joined: false }, lines.join('\n'))
  const file = nodeFolder(folder).network
  await acceptContracts(network, {
    kept: await readNetwork(file),
    isAccepted: flags.acceptContracts === true,
  })
  await saveNetwork(file, network)
  if (voucher !== null && credit !== null) await keepVoucher(nodeFolder(folder).voucher, voucher)
  const next =
    'Joined. Start your node: busker node (and make an identity before, where there is none: busker init)'
  terminal.result({ ...facts, joined: true }, [...lines, next].join('\n'))
}

function describeInvited({ network, credit, creditProblem }: InvitedNetwork): string[] {
  const { name, hub, token, raiden } = network
  return [
    `${name}, run by ${hub.operator}, on ${chainNameOf(network)}.`,
    `Music is paid in ${token.symbol}. For each payment the hub takes at most ${formatAmount(hub.maximumFee, token)}.`,
    `Fees of the chain are paid in ${coinOf(network)}; a closed connection waits ${describeSpan(raiden.settleTimeoutSeconds * 1000)}.`,
    'The hub sees whom you pay, how much and when, and from where you connect. It can’t hear your music, read your messages or take a payment.',
    ...(credit === null ? [] : [`With it you have ${formatAmount(credit, token)} to spend, from the hub.`]),
    ...(creditProblem === null ? [] : [creditProblem.message]),
  ]
}
