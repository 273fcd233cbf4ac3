import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { readNetwork } from '../node/store/networkFile.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { decodeText } from '../protocol/codec.ts'
import { type Invoice } from '../protocol/purchaseRecords.ts'
import { receipt, receiptMaxBytes, verifyReceipt } from '../protocol/purchase.ts'
import { nodeApi } from '../shared/api/node.ts'
import { BuskerError } from '../shared/errors.ts'
import { formatAmount } from './amounts.ts'
import type { Context } from './context.ts'

/**
 * Checks a receipt from nothing but itself and says who paid whom, for what.
 *
 * @throws BuskerError `CLI_FILE`, `PROTOCOL_FORGED`, `PROTOCOL_MALFORMED`, `PROTOCOL_TOO_LARGE`
 */
export async function checkReceipt(file: string, { folder, terminal }: Context): Promise<void> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BuskerError('CLI_FILE', `${file} cannot be read. Name the file that holds the receipt.`, {
      cause,
    })
  })
  const proof = decodeText(receipt, text, receiptMaxBytes)
  await verifyReceipt(proof)
  const { invoice } = proof.invoice
  const { seller, buyer, recipient, label, amount } = invoice
  const paid = await formatPaid(invoice, nodeFolder(folder).network)
  terminal.result(
    z.encode(nodeApi.verifyReceipt.output, { seller, buyer, recipient, label, amount }),
    `Genuine: ${buyer} paid ${seller} ${paid} for ${label}, for ${recipient}.`,
  )
}

/** The amount with its token, where this data folder's network is the one it was paid on. */
async function formatPaid(
  { amount, tokenNetwork, chainId }: Pick<Invoice, 'amount' | 'tokenNetwork' | 'chainId'>,
  networkFile: string,
): Promise<string> {
  const network = await readNetwork(networkFile)
  const isSame = network?.contracts.tokenNetwork === tokenNetwork && network.chain.id === chainId
  return isSame ? formatAmount(amount, network.token) : `${amount} base units of ${tokenNetwork}`
}
