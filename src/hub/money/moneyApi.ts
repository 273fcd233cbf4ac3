import { z } from 'zod'
import { defineApi } from '../../shared/api/define.ts'
import { transferAssets, transfersApi } from '../../shared/api/transfers.ts'
import { channelStates } from '../../shared/channelStates.ts'
import { address, hex32 } from '../../shared/ids.ts'
import { amount } from '../../shared/money.ts'

const nothing = z.strictObject({})
/** Both null: all, and those too that are opened later. */
const whichChannels = z.strictObject({
  partners: z.array(address).max(10_000).nullable(),
  /** In which nothing has moved for so long. */
  idleDays: z.int().min(0).nullable(),
})

/** Money in channels and out of the account, for the operator; amounts in base units of the token, fees in wei. */
export const moneyApi = defineApi({
  channels: {
    input: nothing,
    output: z.strictObject({
      /** All are being closed, and none is funded. */
      closingDown: z.boolean(),
      channels: z.array(
        z.strictObject({
          id: z.int(),
          partner: address,
          state: z.enum(channelStates),
          /** The hub's side. */
          own: amount,
          /** What the partner can pay with. */
          partnerCapacity: amount,
          /** Under way, of both sides. */
          locked: amount,
          /** Ms since the epoch; null: nothing has moved since the hub keeps count. */
          idleSince: z.number().nullable(),
          isToBeClosed: z.boolean(),
        }),
      ),
    }),
  },
  /** How many would be closed, what comes back, and what it costs at most; nothing is sent. */
  quoteClose: {
    input: whichChannels,
    output: z.strictObject({ channels: z.int(), own: amount, fee: amount }),
  },
  /** Orders them closed, and resolves when that is written: it is done by and by, whatever crashes. */
  close: { input: whichChannels, output: z.strictObject({ channels: z.int() }) },
  /** Takes back every order of {@link close} that is not carried out yet. */
  keepOpen: { input: nothing, output: z.null() },
  quoteWithdraw: { input: nothing, output: z.strictObject({ fee: amount }) },
  /** Takes `amount` out of an open channel whose partner is online; resolves when it is on chain. */
  withdraw: {
    input: z.strictObject({ partner: address, amount }),
    output: z.strictObject({ transaction: hex32 }),
  },
  /** What can be sent out of the account to `to` now, all but what is promised, or closing what is open would take. */
  free: {
    input: z.strictObject({ asset: z.enum(transferAssets), to: z.string().max(64) }),
    output: z.strictObject({ amount }),
  },
  ...transfersApi,
  /** Has the hub fund the channel of this account when it asks, although it has put nothing in. */
  admit: { input: z.strictObject({ account: address }), output: z.null() },
})
export type MoneyApi = typeof moneyApi
