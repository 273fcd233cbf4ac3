import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isBuskerError } from '../../shared/errors.ts'

/** Raiden's own numbers for what a path-finding service refuses (raiden-services, pathfinding_service/exceptions.py). */
export const invalidRequest = 2000
const unsupportedTokenNetwork = 2004
const noRouteFound = 2201
const inconsistentState = 2202
export const addressNotOnline = 2203

/** A refusal that Raiden nodes can read. */
export class PathFindingError extends Error {
  readonly status: ContentfulStatusCode
  readonly errorCode: number
  /** When to ask again, where that is known; seconds from now on. */
  readonly retryAfter: number | undefined

  constructor(status: ContentfulStatusCode, errorCode: number, message: string, retryAfter?: number) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.errorCode = errorCode
    this.retryAfter = retryAfter
  }
}

/** Any error as a refusal; what is not meant for the asker keeps its words, since the hub is what is broken. */
export function toPathFindingError(error: unknown): PathFindingError {
  if (error instanceof PathFindingError) return error
  if (isBuskerError(error, 'HUB_NO_ROUTE')) return new PathFindingError(404, noRouteFound, error.message)
  if (isBuskerError(error, 'HUB_TOKEN_NETWORK_UNKNOWN'))
    return new PathFindingError(400, unsupportedTokenNetwork, error.message)
  return new PathFindingError(500, inconsistentState, error instanceof Error ? error.message : String(error))
}

export function sendPathFindingError(error: unknown, context: Context): Response {
  const { status, errorCode, message, retryAfter } = toPathFindingError(error)
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return context.json({ error_code: errorCode, errors: message }, status, headers)
}
