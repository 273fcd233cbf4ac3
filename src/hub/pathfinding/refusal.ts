import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { isBuskerError } from '../../shared/errors.ts'

/** Raiden's own numbers for what a path-finding service refuses (raiden-services, pathfinding_service/exceptions.py). */
export const INVALID_REQUEST = 2000
const UNSUPPORTED_TOKEN_NETWORK = 2004
const NO_ROUTE_FOUND = 2201
const INCONSISTENT_STATE = 2202
export const ADDRESS_NOT_ONLINE = 2203

/** A refusal that Raiden nodes can read. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode
  readonly errorCode: number

  constructor(status: ContentfulStatusCode, errorCode: number, message: string) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.errorCode = errorCode
  }
}

/** Any error as a refusal; what is not meant for the asker keeps its words, since the hub is what is broken. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (isBuskerError(error, 'HUB_NO_ROUTE')) return new Refusal(404, NO_ROUTE_FOUND, error.message)
  if (isBuskerError(error, 'HUB_TOKEN_NETWORK_UNKNOWN'))
    return new Refusal(400, UNSUPPORTED_TOKEN_NETWORK, error.message)
  return new Refusal(500, INCONSISTENT_STATE, error instanceof Error ? error.message : String(error))
}

export function answerRefusal(error: unknown, context: Context): Response {
  const { status, errorCode, message } = toRefusal(error)
  return context.json({ error_code: errorCode, errors: message }, status)
}
