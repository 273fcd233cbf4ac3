import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** Where a request came from: an IP address, or nothing where it is not known. */
export function addressOf(context: Context): string {
  return getConnInfo(context).remote.address ?? ''
}
