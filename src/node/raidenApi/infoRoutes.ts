import { Hono } from 'hono'
import type { Context } from 'hono'
import type { RaidenApiParts } from './raidenApiParts.ts'
import { addressIn, checksummed, requireNetworkToken } from './raidenInput.ts'
import { Refusal } from './refusal.ts'

/** Of raiden-ts, which is what runs below. */
const raidenVersion = '3.1.1'
/** Of its raiden-contracts. */
const contractsVersion = '0.50.1'

/** What this node is, how far it is, and what its network is made of. */
export function infoRoutes({ account, network, raiden }: RaidenApiParts): Hono {
  const app = new Hono()
  const { contracts } = network
  const requireToken = (context: Context) => requireNetworkToken(addressIn(context, 'token'), network)

  app.get('/address', (context) => context.json({ our_address: checksummed(account) }))
  app.get('/version', (context) => context.json({ version: raidenVersion }))
  app.get('/status', (context) => {
    const { state } = raiden.state
    if (state === 'running') return context.json({ status: 'ready' })
    const isOnItsWay = state === 'starting' || state === 'waiting'
    return context.json(isOnItsWay ? { status: 'syncing', blocks_to_sync: '0' } : { status: 'unavailable' })
  })
  app.get('/settings', (context) => context.json({ pathfinding_service_address: network.hub.pathFindingUrl }))
  app.get('/contracts', (context) =>
    context.json({
      contracts_version: contractsVersion,
      token_network_registry_address: checksummed(contracts.TokenNetworkRegistry.address),
      secret_registry_address: checksummed(contracts.SecretRegistry.address),
      service_registry_address: checksummed(contracts.ServiceRegistry.address),
      user_deposit_address: checksummed(contracts.UserDeposit.address),
      monitoring_service_address: checksummed(contracts.MonitoringService.address),
      one_to_n_address: checksummed(contracts.OneToN.address),
    }),
  )
  app.get('/tokens', (context) => context.json([checksummed(contracts.token)]))
  app.get('/tokens/:token', (context) => {
    requireToken(context)
    return context.json(checksummed(contracts.tokenNetwork))
  })
  app.get('/tokens/:token/partners', async (context) => {
    requireToken(context)
    const { token } = contracts
    const channels = (await raiden.channels()).filter((channel) => channel.token === token)
    return context.json(
      channels.map(({ partner }) => ({
        partner_address: checksummed(partner),
        channel: `/api/v1/channels/${checksummed(token)}/${checksummed(partner)}`,
      })),
    )
  })
  app.put('/tokens/:token', (context) => {
    if (addressIn(context, 'token') === contracts.token) throw new Refusal(409, 'This token is registered.')
    throw new Refusal(501, 'Busker registers no tokens: a network is about one, which its profile names.')
  })

  const noServices = 'Busker’s hub asks nothing for its services, so nothing is deposited for them.'
  app.on(['GET', 'POST'], '/user_deposit', () => {
    throw new Refusal(501, noServices)
  })
  app.post('/_testing/tokens/:token/mint', () => {
    throw new Refusal(
      501,
      'Busker mints nothing. On a local network the hub gives tokens to whoever opens a channel.',
    )
  })
  return app
}
