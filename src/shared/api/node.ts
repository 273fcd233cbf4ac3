import { z } from 'zod'
import { bonusFileView } from '../bonusFiles.ts'
import { channelStates, watchedChannelStates } from '../channelStates.ts'
import { errorCode, errorData } from '../errors/errorSchemas.ts'
import { address, cidText, heardLabel, label, policyId, workId } from '../ids.ts'
import { rate } from '../currency.ts'
import { amount } from '../money.ts'
import { publishSteps } from '../publishSteps.ts'
import { line, paragraph } from '../text.ts'
import { buyingApi } from './buying.ts'
import { purchaseView, saleView } from './orderViews.ts'
import { defineApi } from './define.ts'
import { exportApi } from './export.ts'
import { onSaleLater, preparedWork, publishInput, publishReleaseInput } from './publishInputs.ts'
import { networkApi } from './network.ts'
import { dedicationInput, giftsApi } from './gifts.ts'
import { checkedReceipt } from './receipts.ts'
import { leaseApi } from './lease.ts'
import { towersApi } from './towers.ts'
import { currencyApi } from './currency.ts'
import { chainStepsApi } from './chainSteps.ts'
import { transfersApi } from './transfers.ts'

export { purchaseView, type PurchaseView, type RefundView, saleView, type SaleView } from './orderViews.ts'

const time = z.int()
const noFields = z.strictObject({})

export const partState = z.enum(['starting', 'ready', 'failed', 'stopped'])
export const partHealth = z.strictObject({
  name: z.string(),
  state: partState,
  /** Why it failed, or cannot start yet. */
  problem: errorData.optional(),
  /** The part that it starts after. */
  waitsFor: z.string().optional(),
})
export type PartHealth = z.output<typeof partHealth>

export const nodeStatus = z.strictObject({
  account: address,
  peer: z.string(),
  network: z.strictObject({ id: z.string(), name: z.string(), symbol: z.string(), decimals: z.int() }),
  parts: z.array(partHealth),
  /** What a person has to put right on this machine: its clock, its disk. */
  warnings: z.array(z.strictObject({ code: errorCode, message: z.string() })),
})

export const workView = z.strictObject({
  kind: z.enum(['track', 'release']),
  id: workId,
  edition: z.int(),
  label: heardLabel,
  manifest: cidText,
  artist: address,
  title: z.string(),
  artistName: z.string(),
  /** Another artist goes by a name that looks like this one: the account tells them apart. */
  hasNamesake: z.boolean(),
  releaseTitle: z.string().nullable(),
  genre: z.string().nullable(),
  /** What else people look for it by; left out: nothing. */
  tags: z.array(z.string()).optional(),
  /** Of a release that of its tracks together; null: not known. */
  durationMs: z.int().nullable(),
  /** In which it first came out. */
  year: z.int().nullable(),
  /** When in that year; left out: that is not known. */
  releaseDate: z.string().optional(),
  trackNumber: z.int().nullable(),
  artwork: cidText.nullable(),
  /** What it costs now. */
  price: amount,
  /** The price is a minimum: who buys it says what to pay. */
  orMore: z.boolean().optional(),
  /** The price is reduced: what it costs otherwise, and from when it does again. */
  reduced: z.strictObject({ from: amount, until: time }).optional(),
  /** Of one's own: the price will be reduced, to what, from when and until when. */
  reducedLater: z.strictObject({ price: amount, from: time, until: time }).optional(),
  /** Of a release: what one has paid for its tracks alone, as far as it counts. The price is less by it. */
  credit: amount.optional(),
  isOwn: z.boolean(),
  isOwned: z.boolean(),
  /** It is no work: where its file lies in a watched folder. Label, artist and manifest stand for nothing outside of this machine. */
  file: z.string().optional(),
})
export type WorkView = z.output<typeof workView>

export const grantView = z.strictObject({
  id: policyId,
  label,
  recipient: address,
  threshold: z.int(),
  shares: z.int(),
  end: time,
  grantedAt: time,
  isRevoked: z.boolean(),
  acknowledged: z.int(),
})
export type GrantView = z.output<typeof grantView>

export const channelView = z.strictObject({
  partner: address,
  isHub: z.boolean(),
  state: z.enum(channelStates),
  deposit: amount,
  /** Balance you can spend. */
  spendable: amount,
  /** Balance you can receive. */
  receivable: amount,
})
export const walletView = z.strictObject({
  account: address,
  symbol: z.string(),
  decimals: z.int(),
  /** On chain, not in a channel. */
  tokens: amount,
  gas: amount,
  /** What a channel needs of `gas` from its opening to its end, at today's prices; null while the chain does not say. */
  gasNeeded: amount.nullable(),
  /** Symbol of the coin that `gas` is in. */
  coin: z.string(),
  /** What each step costs on chain now, in wei; null while the chain does not say. */
  fees: z.strictObject({ deposit: amount, withdraw: amount, close: amount }).nullable(),
  spendable: amount,
  receivable: amount,
  /** The most the hub takes on top of a payment: what is to be paid must leave this much in the balance. */
  maximumFee: amount,
  channels: z.array(channelView),
})
export type WalletView = z.output<typeof walletView>

/** A channel as the chain has it, read without Raiden and without the hub. */
export const watchedChannelView = z.strictObject({
  channel: z.int(),
  partner: address,
  isHub: z.boolean(),
  state: z.enum(watchedChannelStates),
  /** When a closed channel is settled; until then Busker has to be open once, to answer. Null while it is open. */
  settleableAfter: time.nullable(),
  /** What it was settled without, or would be. */
  lost: amount,
  /** Why that is lost, or why nothing is done with the channel before a person decides. */
  reason: errorCode.nullable(),
  /** What hinders the watch now; it is tried again. */
  problem: errorData.nullable(),
})
export type WatchedChannelView = z.output<typeof watchedChannelView>

export const connectStep = z.enum(['faucet', 'channel', 'deposit'])

export const paymentView = z.strictObject({
  direction: z.enum(['sent', 'received']),
  outcome: z.enum(['paid', 'failed']),
  amount,
  fee: amount,
  partner: address,
  initiator: address,
  target: address,
  changedAt: time,
  /** The purchase or sale it belongs to; null: a tip. */
  order: z.string().nullable(),
  /** It pays back what was paid for that order. */
  isRefund: z.literal(true).optional(),
  /** What a token was worth then; left out: not known. */
  rate: rate.optional(),
})
export type PaymentView = z.output<typeof paymentView>

export const publishStep = z.strictObject({
  step: z.enum(publishSteps),
  fraction: z.number().min(0).max(1),
})

export type PublishStep = z.output<typeof publishStep>

/** What a person is told of a file that is being published: it was left out, or something about it is odd. */
export const fileNotice = z.strictObject({
  notice: z.enum(['leftOut', 'warning']),
  file: z.string(),
  message: z.string(),
})
export type FileNotice = z.output<typeof fileNotice>

/** Asked by commands and pages alike. */
export const coreApi = defineApi({
  status: { input: noFields, output: nodeStatus },
  identity: { input: noFields, output: z.strictObject({ card: z.string() }) },

  search: {
    input: z.strictObject({ text: z.string(), limit: z.int().min(1).max(200) }),
    output: z.array(workView),
  },
  works: { input: z.strictObject({ owner: z.enum(['self', 'bought']) }), output: z.array(workView) },

  /** Gets a work for a code of its artist's. Nothing is paid. */
  redeem: {
    input: z.strictObject({
      label,
      artist: address.optional(),
      /** As it was typed. */
      code: z.string().max(200),
      follow: z.boolean(),
    }),
    progress: purchaseView,
    output: purchaseView,
  },
  buy: {
    input: z.strictObject({
      label,
      artist: address.optional(),
      /** What the person chose to pay, where the price is a minimum; left out: the price. */
      amount: amount.optional(),
      /** What the person agrees to pay; left out: an invoice is brought and waits for `confirm`. */
      confirmed: amount.optional(),
      maximumFee: amount.optional(),
      /** Whom it is for: an identity card (see `identity`), a link with one, or the account of a contact. */
      gift: z.string().optional(),
      /** What the person says of themselves to the artist. */
      greeting: z
        .strictObject({
          name: line(60).optional(),
          note: paragraph(300).optional(),
          wantsThanks: z.boolean(),
        })
        .optional(),
      /** What the person writes with a gift: for whom it is for alone. */
      dedication: dedicationInput.optional(),
      /** Follow the order until it is settled or access is there. */
      follow: z.boolean(),
    }),
    progress: purchaseView,
    output: purchaseView,
  },
  /** How the person called themselves with the last gift that they wrote something with. */
  lastDedication: { input: noFields, output: z.strictObject({ name: z.string().nullable() }) },
  /** What was said of oneself with the last order that said anything. */
  lastGreeting: {
    input: noFields,
    output: z.strictObject({ name: z.string().nullable(), wantsThanks: z.boolean() }),
  },
  confirm: {
    input: z.strictObject({ id: z.string(), amount, maximumFee: amount.optional() }),
    output: purchaseView,
  },
  cancel: { input: z.strictObject({ id: z.string() }), output: purchaseView },
  purchases: { input: noFields, output: z.array(purchaseView) },
  purchase: {
    input: z.strictObject({ id: z.string(), follow: z.boolean() }),
    progress: purchaseView,
    output: purchaseView,
  },
  receipt: { input: z.strictObject({ id: z.string() }), output: z.strictObject({ receipt: z.string() }) },
  /** A page for people with the receipt in it, in the language that is shown. */
  receiptPage: { input: z.strictObject({ id: z.string() }), output: z.strictObject({ page: z.string() }) },
  /** @param receipt the text of a file: such a page, or the bare receipt */
  verifyReceipt: { input: z.strictObject({ receipt: z.string() }), output: checkedReceipt },
  sales: { input: noFields, output: z.array(saleView) },
  /** The artist gives up what the hub owes for a sale. */
  waiveDebt: { input: z.strictObject({ id: z.string() }), output: saleView },
  /** Writes to the buyer of a sale, once. */
  thank: { input: z.strictObject({ id: z.string(), text: paragraph(500) }), output: saleView },
  /** What every buyer who pays is written; null: nothing. */
  standingThanks: { input: noFields, output: z.strictObject({ text: z.string().nullable() }) },
  setStandingThanks: {
    input: z.strictObject({ text: paragraph(500).nullable() }),
    output: z.strictObject({ text: z.string().nullable() }),
  },
  /** Pays back what was paid for a sale, or a part of it; what ended unpaid is tried again. */
  refund: {
    input: z.strictObject({
      id: z.string(),
      amount: amount.refine((value) => value > 0n),
      /** What was left to pay back, as whoever asks has seen it. Where it is another, something was paid back since. */
      left: amount,
      /** Once it is paid, access is ended too. What was joined before stays playable. */
      endsAccess: z.boolean(),
    }),
    output: saleView,
  },
  /** The artist does not want a refund any more: it ends, unless it is under way already. */
  takeBackRefund: { input: z.strictObject({ id: z.string() }), output: saleView },

  grants: { input: noFields, output: z.array(grantView) },
  revoke: { input: z.strictObject({ id: policyId }), output: grantView },

  wallet: { input: noFields, output: walletView },
  payments: { input: z.strictObject({ limit: z.int().min(1).max(1_000_000) }), output: z.array(paymentView) },
  /**
   * Gas and tokens from the faucet where there is one, the hub's channel, then `deposit` into it. The node goes on with it
   * when nobody waits for the answer any more, and after an error that passes; see `beginConnecting`.
   */
  connect: {
    input: z.strictObject({ deposit: amount }),
    progress: z.strictObject({ step: connectStep }),
    output: walletView,
  },
  deposit: { input: z.strictObject({ amount }), output: walletView },
  withdraw: { input: z.strictObject({ amount }), output: walletView },
  closeChannel: { input: z.strictObject({ partner: address }), output: walletView },
  watchedChannels: { input: noFields, output: z.array(watchedChannelView) },
  /** Has a channel settled below what the other side has signed: what is `lost` is given up. */
  acceptChannelLoss: {
    input: z.strictObject({ channel: z.int().min(1) }),
    output: z.array(watchedChannelView),
  },

  snapshotKeep: { input: noFields, output: z.strictObject({ number: z.int() }) },
})

/** Names files to read and write, so it is for commands alone: for a page, the main process asks the person. */
export const fileApi = defineApi({
  publish: {
    input: publishInput,
    progress: z.union([publishStep, fileNotice]),
    output: workView,
  },
  /**
   * Publishes a release and each of its tracks: all at once, or nothing. Folders are taken whole, in album order. What was
   * done before it failed is kept, and gone on with when the same is asked again.
   */
  publishRelease: {
    input: publishReleaseInput,
    progress: z.union([z.strictObject({ title: z.string(), ...publishStep.shape }), fileNotice]),
    output: workView,
  },
  /** As `publish`, but for a later time: it is ready when this answers, and goes on sale by itself; see `rescheduleUpload`. */
  prepare: {
    input: publishInput.extend(onSaleLater),
    progress: z.union([publishStep, fileNotice]),
    output: preparedWork,
  },
  /** As `publishRelease`, for a later time. */
  prepareRelease: {
    input: publishReleaseInput.extend(onSaleLater),
    progress: z.union([z.strictObject({ title: z.string(), ...publishStep.shape }), fileNotice]),
    output: preparedWork,
  },
  /** The tracks of a release in their order, on sale or not. */
  releaseTracks: {
    input: z.strictObject({ label, artist: address.optional() }),
    output: z.array(z.strictObject({ label, title: z.string(), artistName: z.string() })),
  },

  /** What goes with a release, on sale or not. */
  releaseFiles: {
    input: z.strictObject({ label }),
    output: z.array(bonusFileView),
  },

  snapshotExport: {
    input: z.strictObject({ file: z.string() }),
    output: z.strictObject({ number: z.int() }),
  },
})

/** Everything that can be asked of a running node. */
export const nodeApi = {
  ...coreApi,
  ...fileApi,
  ...exportApi,
  ...towersApi,
  ...networkApi,
  ...currencyApi,
  ...transfersApi,
  ...chainStepsApi,
  ...giftsApi,
  ...buyingApi,
  ...leaseApi,
}
export type NodeApi = typeof nodeApi
