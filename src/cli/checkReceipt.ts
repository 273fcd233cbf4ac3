import { open } from 'node:fs/promises'
import { z } from 'zod'
import { checkReceipt as checkText, type ReceiptFacts } from '../node/receipts/checkReceipt.ts'
import { readNetwork } from '../node/store/networkFile.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { receiptFacts } from '../shared/api/receipts.ts'
import { BuskerError } from '../shared/errors.ts'
import { receiptFileMax, receiptTooLarge } from '../shared/receiptFile.ts'
import { formatAmount } from './amounts.ts'
import type { Context } from './context.ts'

/**
 * Checks a receipt, a page or the bare line, from nothing but itself and says who paid whom, for what.
 *
 * @throws BuskerError `CLI_FILE`, and what `checkReceipt` of src/node/receipts throws
 */
export async function checkReceipt(file: string, { folder, terminal }: Context): Promise<void> {
  const facts = await checkText(await readReceiptFile(file))
  const { seller, buyer, recipient, label } = facts
  const paid = await formatPaid(facts, nodeFolder(folder).network)
  terminal.result(
    z.encode(receiptFacts, facts),
    `Genuine: ${buyer} paid ${seller} ${paid} for ${label}, for ${recipient}. What else the file says is not proven.`,
  )
}

/** However long the file is, no more of it is read than a receipt can be. */
async function readReceiptFile(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(receiptFileMax + 1), 0)
      if (bytesRead > receiptFileMax) throw receiptTooLarge()
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (cause) {
    if (cause instanceof BuskerError) throw cause
    throw new BuskerError('CLI_FILE', `${file} cannot be read. Name the file that holds the receipt.`, {
      cause,
    })
  }
}

/** The amount with its token, where this data folder's network is the one it was paid on. */
async function formatPaid(
  { amount, tokenNetwork, chainId }: Pick<ReceiptFacts, 'amount' | 'tokenNetwork' | 'chainId'>,
  networkFile: string,
): Promise<string> {
  const network = await readNetwork(networkFile)
  const isSame = network?.contracts.tokenNetwork === tokenNetwork && network.chain.id === chainId
  return isSame ? formatAmount(amount, network.token) : `${amount} base units of ${tokenNetwork}`
}
