import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getAddress } from 'viem'
import { z } from 'zod'
import { RateLimiter } from '../../ipfs/rateLimiter.ts'
import { toAddress, type Address } from '../../shared/ids.ts'
import { type Amount, amount, toAmount } from '../../shared/money.ts'
import { addressOf } from '../../http/addressOf.ts'
import { HttpServer } from '../../http/httpServer.ts'
import { AccountLanes } from '../rates/accountLanes.ts'
import { askedTooOften, retryAfterSeconds } from '../rates/askedTooOften.ts'
import { defaultHubRates, type HubRates } from '../rates/hubRates.ts'
import type { AddressMetadata, FoundPath, PathFinder, PresenceLookup } from './pathFinding.ts'
import {
  addressNotOnline,
  sendPathFindingError,
  invalidRequest,
  PathFindingError,
} from './pathFindingError.ts'

export interface PathFindingOptions {
  /** 127.0.0.1 when not given. */
  readonly host?: string
  /** 0 takes a free one. */
  readonly port: number
  /** Only a proxy reaches it: see {@link addressOf}. */
  readonly behindProxy?: boolean
  /** Default {@link defaultHubRates}. */
  readonly rates?: HubRates['pathFinding']
  readonly chainId: number
  readonly tokenNetworkRegistry: Address
  /** Whom the service's price would go to; it is zero. */
  readonly paymentAddress: Address
  /** What the hub takes for each payment it passes on, base units. */
  readonly mediationFee: Amount
  readonly matrixUrl: string
  readonly pathFinder: PathFinder
  readonly presence: PresenceLookup
}

const maxBodyBytes = 16 * 1024
const maxPathsPerRequest = 25

const anyAddress = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .transform(toAddress)
const pathsRequest = z.object({
  from: anyAddress,
  to: anyAddress,
  // raiden-ts sends a decimal string; a number that JSON has rounded is refused.
  value: z.union([
    amount,
    z
      .int()
      .min(0)
      .transform((value) => toAmount(BigInt(value))),
  ]),
  max_paths: z.int().min(1).max(maxPathsPerRequest).default(1),
})

/**
 * Raiden's path-finding service (raiden-services, API v1), free of charge: no IOU is asked for.
 * Amounts are answered as decimal strings, so that no reader of JSON rounds them.
 * `start` throws BuskerError HUB_PORT_IN_USE.
 */
export function createPathFindingServer(options: PathFindingOptions): HttpServer {
  const { host = '127.0.0.1', port } = options
  return new HttpServer({
    name: 'The path-finding service',
    host,
    port,
    app: createPathFindingApp(options),
    portInUse: 'HUB_PORT_IN_USE',
  })
}

function createPathFindingApp(options: PathFindingOptions): Hono {
  const { pathFinder, presence, behindProxy = false, rates = defaultHubRates.pathFinding } = options
  const app = new Hono()
  const ofAddress = new RateLimiter<string>(rates.perAddress, tooManyPaths('from your network address'))
  const ofAccount = new AccountLanes(rates.perAccount, tooManyPaths('for this payer'))
  const ofAll = new RateLimiter<'all'>(rates.all, tooManyPaths('from all together'))
  app.use(async (context, next) => {
    ofAddress.consume(addressOf(context, behindProxy), performance.now())
    await next()
  })
  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (context) =>
        sendPathFindingError(new PathFindingError(413, invalidRequest, 'The body is too large.'), context),
    }),
  )
  app.onError(sendPathFindingError)
  app.notFound((context) =>
    sendPathFindingError(new PathFindingError(404, invalidRequest, 'There is no such call.'), context),
  )

  app.get('/api/v1/info', (context) =>
    context.json({
      price_info: '0',
      network_info: {
        chain_id: options.chainId,
        token_network_registry_address: getAddress(options.tokenNetworkRegistry),
      },
      payment_address: getAddress(options.paymentAddress),
      matrix_server: options.matrixUrl,
      // Not of Raiden's: what a payment will cost whose payer has no channel yet.
      mediation_fee: amount.encode(options.mediationFee),
      operator: 'Busker hub',
      version: '1',
    }),
  )
  app.get('/api/v1/address/:address/metadata', async (context) => {
    const address = parse(anyAddress, context.req.param('address'))
    const metadata = await presence.metadata(address)
    if (metadata === null)
      throw new PathFindingError(
        404,
        addressNotOnline,
        `${getAddress(address)} is not known to this hub’s homeserver.`,
      )
    return context.json(metadata)
  })
  app.post('/api/v1/:tokenNetwork/paths', async (context) => {
    const tokenNetwork = parse(anyAddress, context.req.param('tokenNetwork'))
    const body: unknown = await context.req.json().catch(() => null)
    const { from, to, value, max_paths } = parse(pathsRequest, body)
    ofAccount.consume(from, addressOf(context, behindProxy), performance.now())
    ofAll.consume('all', performance.now())
    const found = await pathFinder.findPaths({ tokenNetwork, from, to, value, maxPaths: max_paths })
    const result = await Promise.all(
      found.slice(0, max_paths).map(async (each) => toPathResult(each, presence)),
    )
    return context.json({ result, feedback_token: null })
  })
  return app
}

function tooManyPaths(of: string): (waitMs: number) => PathFindingError {
  return (waitMs) =>
    new PathFindingError(
      429,
      invalidRequest,
      askedTooOften(`Too many paths are asked for ${of}`)(waitMs).message,
      retryAfterSeconds(waitMs),
    )
}

async function toPathResult({ path, fee }: FoundPath, presence: PresenceLookup) {
  const address_metadata: Record<string, AddressMetadata> = {}
  for (const address of path) {
    const metadata = await presence.metadata(address)
    if (metadata === null)
      throw new PathFindingError(
        404,
        addressNotOnline,
        `${getAddress(address)}, on the way, takes no messages.`,
      )
    address_metadata[getAddress(address)] = metadata
  }
  return {
    path: path.map((address) => getAddress(address)),
    address_metadata,
    estimated_fee: amount.encode(fee),
  }
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw new PathFindingError(400, invalidRequest, z.prettifyError(result.error))
  return result.data
}
