import type { ErrorCode } from '../../shared/errors.ts'
import { isBuskerError, toErrorData } from '../../shared/errors.ts'
import { appOrigin } from '../../shared/origins.ts'

const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  PLAYBACK_NO_ADDRESS: 404,
  PLAYBACK_NOT_OPEN: 404,
  PLAYBACK_NO_SEGMENT: 404,
  PLAYBACK_NO_PICTURE: 404,
  PLAYBACK_PICTURE_TOO_LARGE: 404,
  PLAYBACK_NO_PREVIEW: 404,
  PLAYBACK_NOT_A_TRACK: 404,
  CATALOGUE_UNKNOWN: 404,
  PLAYBACK_NOT_OWNED: 403,
  PLAYBACK_DROPPED: 409,
  SEGMENT_FORGED: 502,
  IPFS_BLOCK_NOT_FOUND: 503,
}

/** Bytes for a page. @param isLasting the same address gives the same bytes for ever, and they are no secret */
export function bytesResponse(bytes: Uint8Array, mediaType: string, isLasting: boolean): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes.byteLength),
      'cache-control': isLasting ? 'public, max-age=31536000, immutable' : 'no-store',
      ...securityHeaders,
    },
  })
}

/** `{ code, message }` under a status that fits. */
export function errorResponse(error: unknown): Response {
  const data = toErrorData(error)
  return Response.json(data, {
    status: statusOf(error),
    headers: { 'cache-control': 'no-store', ...securityHeaders },
  })
}

function statusOf(error: unknown): number {
  return isBuskerError(error) ? (statuses[error.code] ?? 500) : 500
}

const securityHeaders = {
  'access-control-allow-origin': appOrigin,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
}
