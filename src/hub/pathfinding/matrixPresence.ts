import { hashMessage, recoverAddress } from 'viem'
import { z } from 'zod'
import { BuskerError } from '../../shared/errors.ts'
import { hexText, type Address } from '../../shared/ids.ts'
import type { AddressMetadata, PresenceLookup } from './pathFinding.ts'

const profile = z.object({ displayname: hexText, avatar_url: z.string().max(1000) })

const timeoutMs = 10_000
/** Signatures that were checked and are not checked again, before all are. */
const checkedAtMost = 10_000

/** Presence as the profiles of a homeserver have it, ours or a Synapse. Raiden's nodes set theirs when they start. */
export function createMatrixPresence(matrixUrl: string): PresenceLookup {
  const serverName = new URL(matrixUrl).host
  const checked = new Map<string, boolean>()

  async function isSigned(address: Address, userId: string, signature: `0x${string}`): Promise<boolean> {
    const claim = `${userId} ${signature}`
    const known = checked.get(claim)
    if (known !== undefined) return known
    const isTrue = await isSignedByAddress(address, userId, signature)
    if (checked.size >= checkedAtMost) checked.clear()
    checked.set(claim, isTrue)
    return isTrue
  }

  async function metadata(address: Address): Promise<AddressMetadata | null> {
    const user_id = `@${address}:${serverName}`
    const response = await fetchProfile(
      `${matrixUrl}/_matrix/client/r0/profile/${encodeURIComponent(user_id)}`,
    )
    if (response.status === 404) return null
    if (!response.ok) throw unreachable(matrixUrl, `it answered ${response.status}`)
    const parsed = profile.safeParse(await response.json())
    if (!parsed.success) return null
    const { displayname, avatar_url } = parsed.data
    if (!(await isSigned(address, user_id, displayname))) return null
    return { user_id, displayname, capabilities: avatar_url }
  }

  async function fetchProfile(url: string): Promise<Response> {
    try {
      return await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    } catch (cause) {
      throw unreachable(matrixUrl, cause instanceof Error ? cause.message : String(cause), cause)
    }
  }

  return { metadata }
}

async function isSignedByAddress(
  address: Address,
  userId: string,
  signature: `0x${string}`,
): Promise<boolean> {
  try {
    const signer = await recoverAddress({ hash: hashMessage(userId), signature })
    return signer.toLowerCase() === address
  } catch {
    // A malformed signature counts as a wrong one.
    return false
  }
}

function unreachable(url: string, why: string, cause?: unknown): BuskerError {
  return new BuskerError(
    'HUB_HOMESERVER_UNREACHABLE',
    `The homeserver ${url} does not answer: ${why}. Try again later.`,
    {
      cause,
    },
  )
}
