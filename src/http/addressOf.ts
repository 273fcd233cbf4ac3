import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { ipPrefix } from '../shared/ipPrefix.ts'

/**
 * Where a request came from, see {@link ipPrefix}; nothing where it is not known.
 *
 * @param isBehindProxy only a proxy reaches the server: what it added last to `X-Forwarded-For` is the address
 */
export function addressOf(context: Context, isBehindProxy = false): string {
  const forwarded = isBehindProxy
    ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined
  return ipPrefix(forwarded ?? getConnInfo(context).remote.address ?? '')
}
