import { Hono } from 'hono'
import type { Channel } from '../../raiden/raidenContract.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { RaidenApiParts } from './raidenApiParts.ts'
import {
  addressIn,
  channelChange,
  checksummed,
  newChannel,
  readBody,
  requireNetworkToken,
} from './raidenInput.ts'
import { toRaidenChannel } from './raidenViews.ts'
import { Refusal } from './refusal.ts'

/** Channels: what there is, opening one with the hub, deposits, withdrawals and the end. */
export function channelRoutes(parts: RaidenApiParts): Hono {
  const { network, raiden, steps, hubConnector } = parts
  const app = new Hono()
  const show = async (channel: Channel) =>
    toRaidenChannel(channel, await steps.withdrawn(channel.partner), network)
  const channelsIn = async (token: Address) => {
    const channels = await raiden.channels()
    return channels.filter((channel) => channel.token === token)
  }
  /** The newest with this partner; one that is open goes before those that were. */
  const find = async (token: Address, partner: Address) => {
    const channels = (await channelsIn(token)).filter((channel) => channel.partner === partner)
    return channels.find(({ state }) => state === 'open') ?? channels.toSorted((a, b) => b.id - a.id)[0]
  }
  const require = async (token: Address, partner: Address) => {
    const channel = await find(token, partner)
    if (channel !== undefined) return channel
    throw new Refusal(404, `There is no channel with ${checksummed(partner)} in ${checksummed(token)}.`)
  }

  app.get('/channels', async (context) =>
    context.json(await Promise.all((await raiden.channels()).map(show))),
  )
  app.get('/channels/:token', async (context) =>
    context.json(await Promise.all((await channelsIn(addressIn(context, 'token'))).map(show))),
  )
  app.get('/channels/:token/:partner', async (context) =>
    context.json(await show(await require(addressIn(context, 'token'), addressIn(context, 'partner')))),
  )

  app.put('/channels', async (context) => {
    const wanted = await readBody(context, newChannel)
    const { token_address: token, partner_address: partner, total_deposit: deposit } = wanted
    requireNetworkToken(token, network)
    if (partner !== network.hub.raidenAddress) {
      const hub = checksummed(network.hub.raidenAddress)
      throw new Refusal(
        409,
        `Busker opens channels with its hub alone, which is ${hub}. Everybody is paid through it.`,
      )
    }
    if ((await find(token, partner))?.state === 'open')
      throw new Refusal(409, 'There is an open channel with the hub already. Deposit into that one.')
    if (hubConnector.isUnderWay) throw new Refusal(409, 'A channel with the hub is being opened already.')
    hubConnector.request(deposit)
    await hubConnector.whenConnected(context.req.raw.signal, () => undefined)
    return context.json(await show(await require(token, partner)), 201)
  })

  app.patch('/channels/:token/:partner', async (context) => {
    const [token, partner] = [addressIn(context, 'token'), addressIn(context, 'partner')]
    const change = await readBody(context, channelChange)
    const channel = await require(token, partner)
    if (change.reveal_timeout !== undefined)
      throw new Refusal(501, 'The network decides the reveal timeout, for every channel in it.')
    if (channel.state !== 'open') throw new Refusal(409, 'The channel is not open any more.')
    if (change.total_deposit !== undefined) {
      assertMore('total_deposit', change.total_deposit, channel.ownDeposit)
      await steps.depositUpTo(partner, change.total_deposit)
    } else if (change.total_withdraw !== undefined) {
      const before = await steps.withdrawn(partner)
      assertMore('total_withdraw', change.total_withdraw, before)
      if (change.total_withdraw - before > channel.ownWithdrawable)
        throw new Refusal(409, `No more than ${channel.ownWithdrawable} can be withdrawn now.`)
      await steps.withdrawUpTo(partner, change.total_withdraw)
    } else {
      await steps.close(partner)
      // Settled at once, where the hub agrees: what is gone by then is shown as it was.
      const after = (await channelsIn(token)).find(({ id }) => id === channel.id)
      return context.json(await show(after ?? { ...channel, state: 'settled' }))
    }
    return context.json(await show(await require(token, partner)))
  })

  app.get('/connections', async (context) => {
    const open = (await raiden.channels()).filter(({ state }) => state === 'open')
    const tokens = [...new Set(open.map(({ token }) => token))]
    const connections = tokens.map((token) => {
      const channels = open.filter((channel) => channel.token === token)
      const deposits = channels.reduce((sum, { ownDeposit }) => sum + ownDeposit, 0n)
      const sums = { sum_deposits: String(deposits), channels: String(channels.length) }
      return [checksummed(token), sums] as const
    })
    return context.json(Object.fromEntries(connections))
  })
  app.delete('/connections/:token', async (context) => {
    const open = (await channelsIn(addressIn(context, 'token'))).filter(({ state }) => state === 'open')
    if (open.length === 0) throw new Refusal(404, 'There is no open channel in this token.')
    for (const { partner } of open) await steps.close(partner)
    return context.json(open.map(({ partner }) => checksummed(partner)))
  })
  return app
}

function assertMore(name: string, wanted: Amount, before: Amount): void {
  if (wanted > before) return
  throw new Refusal(409, `${name} is a total, and must be above the present one, which is ${before}.`)
}
