import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { readNetwork } from '../../node/store/networkFile.ts'
import { nodeFolder } from '../../node/store/nodeFolder.ts'
import { decodeText } from '../../protocol/codec.ts'
import { type Invoice, receipt, receiptMaxBytes, verifyReceipt } from '../../protocol/purchase.ts'
import { nodeApi } from '../../shared/api/node.ts'
import { formatAmount } from '../amounts.ts'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { fullId } from '../purchasing.ts'

/** receipt, verify-receipt, identity: what is passed on to others, as text in files. */
export function receiptCommands(program: Command): void {
  program
    .command('receipt <order>')
    .description('write the proof of payment to a file')
    .requiredOption('--out <file>', 'where to')
    .action(async (id: string, flags: { out: string }, command: Command) => {
      const context = contextOf(command)
      const out = parsePath(flags.out)
      const told = await context.node.ask('receipt', { id: await fullId(id, context) })
      await writeFileAtomic(out, `${told.receipt}\n`, { mode: 0o600 })
      context.terminal.result(
        { file: out },
        `The receipt is in ${out}. Whoever has it can show that you paid.`,
      )
    })

  program
    .command('verify-receipt <file>')
    .description('check a receipt: who paid whom, for what; needs no running node')
    .action(async (file: string, _flags: unknown, command: Command) => {
      const { folder, terminal } = contextOf(command)
      const proof = decodeText(receipt, await readFile(parsePath(file), 'utf8'), receiptMaxBytes)
      await verifyReceipt(proof)
      const { invoice } = proof.invoice
      const { seller, buyer, recipient, label, amount } = invoice
      const paid = await readable(invoice, nodeFolder(folder).network)
      terminal.result(
        z.encode(nodeApi.verifyReceipt.output, { seller, buyer, recipient, label, amount }),
        `Genuine: ${buyer} paid ${seller} ${paid} for ${label}, for ${recipient}.`,
      )
    })

  program
    .command('identity')
    .description('your identity card: with it others can give you music')
    .requiredOption('--out <file>', 'where to')
    .action(async (flags: { out: string }, command: Command) => {
      const { node, terminal } = contextOf(command)
      const out = parsePath(flags.out)
      const { card } = await node.ask('identity', {})
      await writeFileAtomic(out, `${card}\n`)
      terminal.result({ file: out }, `Your identity card is in ${out}. It holds no secret.`)
    })
}

/** The amount with its token, where this data folder's network is the one it was paid on. */
async function readable(
  { amount, tokenNetwork, chainId }: Pick<Invoice, 'amount' | 'tokenNetwork' | 'chainId'>,
  networkFile: string,
): Promise<string> {
  const network = await readNetwork(networkFile)
  const isSame = network?.contracts.tokenNetwork === tokenNetwork && network.chain.id === chainId
  return isSame ? formatAmount(amount, network.token) : `${amount} base units of ${tokenNetwork}`
}
