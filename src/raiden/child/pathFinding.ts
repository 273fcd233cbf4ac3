import { utils } from 'ethers'
import { z } from 'zod'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, amount as amountSchema, toAmount } from '../../shared/money.ts'
import type { PaymentIntent } from '../payments.ts'
import type { RaidenNetwork } from '../raidenNetwork.ts'

const timeoutMs = 10_000
const tooManyRequests = 429

const hop = z.string().refine(utils.isAddress).transform(utils.getAddress)
const pathSchema = z.object({
  path: z.array(hop).min(2).max(16),
  estimated_fee: z
    .string()
    .regex(/^-?\d+$/)
    .transform((fee) => BigInt(fee)),
  address_metadata: z.record(z.string(), z.unknown()).optional(),
})
const pathsResponse = z.object({ result: z.array(pathSchema).max(64) })
const infoResponse = z.object({ mediation_fee: amountSchema })
const errorResponse = z.object({ error_code: z.number(), errors: z.string().optional() })

export interface Path {
  /** From us to the target, both included, checksummed. */
  readonly hops: readonly string[]
  /** What the hops between keep, in base units. */
  readonly fee: bigint
  /** What the path-finding service said, for raiden-ts. */
  readonly metadata: Readonly<Record<string, unknown>>
}

/**
 * The cheapest path for a payment whose fee is within the intent's cap. raiden-ts would pay whatever fee it is told, so
 * Busker asks itself.
 *
 * @throws BuskerError RAIDEN_NO_ROUTE, RAIDEN_FEE_ABOVE_CAP, RAIDEN_HUB_UNREACHABLE
 */
export async function findPath(network: RaidenNetwork, own: Address, intent: PaymentIntent): Promise<Path> {
  const { target, amount, maximumFee } = intent
  const [cheapest] = await requestPaths(network, { from: own, to: target, amount })
  if (cheapest === undefined) throw noRoute()
  if (cheapest.fee > maximumFee) {
    throw new BuskerError(
      'RAIDEN_FEE_ABOVE_CAP',
      `The hub asks a fee of ${cheapest.fee} base units; at most ${maximumFee} were allowed. Nothing was paid.`,
    )
  }
  return cheapest
}

/**
 * Whether the path-finding service knows a way for this payment, of whomever.
 *
 * @throws BuskerError RAIDEN_HUB_UNREACHABLE
 */
export async function hasPath(network: RaidenNetwork, wanted: PathRequest): Promise<boolean> {
  try {
    return (await requestPaths(network, wanted)).length > 0
  } catch (error) {
    if (isBuskerError(error, 'RAIDEN_NO_ROUTE')) return false
    throw error
  }
}

/**
 * What the hops of a payment keep, in base units. Where there is no way yet, for want of balance for instance, what the
 * service states for every payment.
 *
 * @throws BuskerError RAIDEN_NO_ROUTE (and nothing is stated), RAIDEN_HUB_UNREACHABLE
 */
export async function quoteFee(network: RaidenNetwork, wanted: PathRequest): Promise<Amount> {
  try {
    const [cheapest] = await requestPaths(network, wanted)
    if (cheapest === undefined) throw noRoute()
    return toAmount(cheapest.fee)
  } catch (error) {
    if (!isBuskerError(error, 'RAIDEN_NO_ROUTE')) throw error
    const stated = await statedFee(network)
    if (stated === undefined) throw error
    return stated
  }
}

async function statedFee(network: RaidenNetwork): Promise<Amount | undefined> {
  const url = `${network.pathFindingUrl}/api/v1/info`
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    .then(async (response): Promise<unknown> => response.json())
    .catch(() => null)
  return infoResponse.safeParse(answer).data?.mediation_fee
}

interface PathRequest {
  readonly from: Address
  readonly to: Address
  readonly amount: bigint
}

/** The cheapest first. */
async function requestPaths(network: RaidenNetwork, wanted: PathRequest): Promise<Path[]> {
  const url = `${network.pathFindingUrl}/api/v1/${utils.getAddress(network.tokenNetwork)}/paths`
  const [from, to] = [utils.getAddress(wanted.from), utils.getAddress(wanted.to)]
  const body = JSON.stringify({ from, to, value: wanted.amount.toString(), max_paths: 3 })
  const { status, answer } = await postJson(url, body).catch((error: unknown) => {
    throw unreachable(network, error instanceof Error ? error.message : String(error), error)
  })
  if (status >= 500 || status === tooManyRequests) throw unreachable(network, `it answered ${status}`)
  if (status !== 200) throw noRoute(errorResponse.safeParse(answer).data?.errors)
  const parsed = pathsResponse.safeParse(answer)
  if (!parsed.success) throw unreachable(network, 'its answer makes no sense')
  return parsed.data.result
    .map(({ path, estimated_fee, address_metadata }) => ({
      hops: path,
      fee: estimated_fee < 0n ? 0n : estimated_fee,
      metadata: address_metadata ?? {},
    }))
    .filter(({ hops }) => hops[0] === from && hops.at(-1) === to)
    .toSorted((a, b) => (a.fee < b.fee ? -1 : 1))
}

async function postJson(url: string, body: string): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  })
  return { status: response.status, answer: parseLargeFees(await response.text()) }
}

/** A fee is a bare number that may be above 2^53, where JSON.parse would round it: it is read as text. */
function parseLargeFees(text: string): unknown {
  return JSON.parse(text.replaceAll(/("estimated_fee"\s*:\s*)(-?\d+)/g, '$1"$2"'))
}

function noRoute(reason?: string): BuskerError {
  return new BuskerError(
    'RAIDEN_NO_ROUTE',
    `The hub knows no way to pay this seller${reason === undefined ? '' : ` (${reason})`}. Nothing was paid. The seller may have no channel with enough room, or be offline.`,
  )
}

function unreachable(network: RaidenNetwork, why: string, cause?: unknown): BuskerError {
  return new BuskerError(
    'RAIDEN_HUB_UNREACHABLE',
    `The hub's path finding at ${network.pathFindingUrl} can't be used: ${why}. Nothing was paid. Try again when the hub is back.`,
    { cause },
  )
}
