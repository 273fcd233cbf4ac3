import { randomBytes } from 'node:crypto'
import type { NodeProcess } from '../../../src/cli/nodeProcess.ts'
import { cidOf } from '../../../src/ipfs/blocks/cids.ts'
import { makeGrant } from '../../../src/node/access/makeGrant.ts'
import { createPublisher, trackFixture } from '../../../src/node/catalogue/testing/manifestFixtures.ts'
import type { Publisher } from '../../../src/node/catalogue/publish.ts'
import { draftSale } from '../../../src/node/market/draftSale.ts'
import { newRequest } from '../../../src/node/market/newRequest.ts'
import { decodeText, encode } from '../../../src/protocol/codec.ts'
import { hubProtocol } from '../../../src/protocol/hub.ts'
import { identityMaxBytes, signedIdentity, type SignedIdentity } from '../../../src/protocol/identity.ts'
import { mailboxProtocol } from '../../../src/protocol/mailbox.ts'
import { type LetterContent, letterContent, signInvoice } from '../../../src/protocol/purchase.ts'
import type { CidText } from '../../../src/shared/ids.ts'
import { sealLetter } from '../../../src/umbral/letter.ts'
import type { Attack, Figures } from '../attack.ts'
import type { AttackNetwork } from '../attackNetwork.ts'
import { outcomes } from '../outcomes.ts'
import { randomHex } from '../../../src/node/market/testing/randomHex.ts'

const atOnce = 4
const hourMs = 3600_000

/** Attacks with letters of people whom nobody knows: a peer and an account cost nothing. */
export const letterAttacks: readonly Attack[] = [
  {
    name: 'gifts that strangers made themselves',
    async run(network, signal) {
      const { artist, listener } = network.crash
      const to = await identityOf(listener)
      const figures = await sendLetters(network, to, await giftWriter(network, to), signal)
      const { gifts } = await listener.ask('gifts', {})
      if (gifts.some(({ state, isVouched }) => state !== 'waiting' || isVouched)) {
        throw new Error('A gift of a stranger is more than one that waits.')
      }
      const { account } = await artist.ask('status', {})
      const taken = (await listener.ask('purchases', {})).filter(({ seller }) => seller !== account)
      if (taken.length > 0) throw new Error(`${taken.length} gifts of strangers became orders.`)
      return { ...figures, 'gifts that wait': gifts.length }
    },
  },
  {
    name: 'orders forged in an artist’s mailbox',
    async run(network, signal) {
      const { artist } = network.crash
      const work = await network.newestWork()
      const accounts = new Set<string>()
      const write: Writer = async (buyer) => {
        accounts.add(buyer.identity.body.account)
        const expiry = Date.now() + hourMs
        const signed = await newRequest({ buyer, work, chain: network.chain, expiry })
        return async () => ({
          kind: 'purchase',
          body: { ...signed, request: { ...signed.request, nonce: randomHex() } },
        })
      }
      const figures = await sendLetters(network, await identityOf(artist), write, signal)
      const sales = (await artist.ask('sales', {})).filter(({ buyer }) => accounts.has(buyer))
      if (sales.length > 0) throw new Error(`${sales.length} forged orders are kept.`)
      return figures
    },
  },
]

/** Makes what one sender writes, letter by letter. */
type Writer = (sender: Publisher) => Promise<() => Promise<LetterContent>>

/** Each stranger fills what room it has in somebody's mailbox, and is followed by another. */
async function sendLetters(
  network: AttackNetwork,
  { body: { account, receivingKey } }: SignedIdentity,
  write: Writer,
  signal: AbortSignal,
): Promise<Figures> {
  let letters = 0
  const refusals = await outcomes(signal, atOnce, async () => {
    const stranger = await network.stranger()
    try {
      const next = await write(await createPublisher(stranger.id))
      for (; !signal.aborted; letters += 1) {
        const blob = await sealLetter(receivingKey, encode(letterContent, await next()))
        const mail = { ticket: randomHex(), blob, expiry: Date.now() + hourMs }
        await stranger.call(network.hub.addresses, mailboxProtocol, 'put', { to: account, mail })
      }
      return 'interrupted'
    } finally {
      await stranger.stop()
    }
  })
  return { letters, ...refusals }
}

async function identityOf(node: NodeProcess): Promise<SignedIdentity> {
  const { card } = await node.ask('identity', {})
  return decodeText(signedIdentity, card, identityMaxBytes)
}

/** Writes gifts that cost nobody anything: their sender is giver and artist in one. */
async function giftWriter(network: AttackNetwork, recipient: SignedIdentity): Promise<Writer> {
  const asking = await network.stranger()
  const { ursulas } = await asking.call(network.hub.addresses, hubProtocol, 'welcome', {})
  const seeds = { delegatingSeed: randomBytes(32), verifyingSeed: randomBytes(32) }
  const end = Date.now() + 24 * hourMs
  const terms = { threshold: 1, shares: 1, end }
  return async (sender) => {
    const { price, capsule, ...track } = trackFixture(sender, 'A gift')
    const manifest = cidOf(randomBytes(32), 'dag-cbor').toString() as CidText
    const { label } = capsule
    const work = { label, manifest, artist: track.artist, title: 'A gift', price, capsule, tracks: [track] }
    const policy = await makeGrant(seeds, label, recipient.body, terms, ursulas.slice(0, 1))
    return async () => {
      const now = Date.now()
      const order = { buyer: sender, work, chain: network.chain, recipient, expiry: now + hourMs }
      const signed = await newRequest(order)
      const { amount } = price
      const { sale, invoice } = draftSale({ signed, work, amount, policy, terms, now, invoiceMs: hourMs })
      const receipt = {
        v: 1 as const,
        request: signed,
        invoice: await signInvoice(invoice, sender.account),
        secret: sale.secret,
      }
      return { kind: 'gift', receipt, sealedPolicy: sale.sealedPolicy }
    }
  }
}
