import type { Context, MiddlewareHandler } from 'hono'

/** No other page may embed or read a response, or get its address as referrer. */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

export interface RequestGuardOptions {
  /** What the `Host` header must say: another name would be a page that has had its own name point here. */
  readonly host: () => string
  readonly scheme: 'http' | 'https'
  readonly methods: readonly string[]
}

/** Refuses requests that come by another name, from another page, with a body, or to do what is not done here. */
export function requestGuard(options: RequestGuardOptions): MiddlewareHandler {
  return async (context, next) => {
    for (const [name, value] of Object.entries(headers)) context.header(name, value)
    const refusal = refusalStatus(context, options)
    return refusal === undefined ? next() : context.body(null, refusal)
  }
}

function refusalStatus(
  { req }: Context,
  { host, scheme, methods }: RequestGuardOptions,
): 403 | 405 | 413 | 421 | undefined {
  if (req.header('host') !== host()) return 421
  const origin = req.header('origin')
  if (origin !== undefined && origin !== `${scheme}://${host()}`) return 403
  const site = req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403
  if (!methods.includes(req.method)) return 405
  const hasBody =
    (req.header('content-length') ?? '0') !== '0' || req.header('transfer-encoding') !== undefined
  return hasBody ? 413 : undefined
}
