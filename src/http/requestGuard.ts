import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

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
  /** A page that others may lead to, such as a program that reads QR codes: it knows nothing, and does nothing by being opened. */
  readonly entrance?: string
  /** The longest body that is read, bytes; left out: none is. */
  readonly maxBodyBytes?: number
}

/** Refuses requests that come by another name, from another page, with too long a body, or to do what is not done here. */
export function requestGuard(options: RequestGuardOptions): MiddlewareHandler {
  const { maxBodyBytes: maxSize } = options
  const limitBody =
    maxSize === undefined ? undefined : bodyLimit({ maxSize, onError: (context) => context.body(null, 413) })
  return async (context, next) => {
    for (const [name, value] of Object.entries(headers)) context.header(name, value)
    const refusal = refusalStatus(context, options)
    if (refusal !== undefined) return context.body(null, refusal)
    return limitBody === undefined ? next() : limitBody(context, next)
  }
}

function refusalStatus(
  { req }: Context,
  { host, scheme, methods, entrance, maxBodyBytes }: RequestGuardOptions,
): 403 | 405 | 413 | 421 | undefined {
  if (req.header('host') !== host()) return 421
  const origin = req.header('origin')
  if (origin !== undefined && origin !== `${scheme}://${host()}`) return 403
  const site = req.header('sec-fetch-site')
  const isOwn = site === undefined || site === 'same-origin' || site === 'none'
  if (!isOwn && !(req.path === entrance && isOpened(req))) return 403
  if (!methods.includes(req.method)) return 405
  const hasBody =
    (req.header('content-length') ?? '0') !== '0' || req.header('transfer-encoding') !== undefined
  return hasBody && maxBodyBytes === undefined ? 413 : undefined
}

/** Whether a browser opens this in a window of its own, where whoever led here can neither read nor touch it. */
function isOpened(req: Context['req']): boolean {
  return (
    req.method === 'GET' &&
    req.header('sec-fetch-mode') === 'navigate' &&
    req.header('sec-fetch-dest') === 'document'
  )
}
