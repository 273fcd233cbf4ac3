import { type Context, Hono } from 'hono'
import { isBuskerError } from '../../../shared/errors.ts'
import type { TrackLink, TrackLinks } from './trackLinks.ts'
import { playerPage, pageScript, pageStyle, readHlsScript } from './playerPage.ts'
import { answerHls } from './hlsAnswers.ts'

/** No other page may embed or read a response or get its address as referrer: the token is in it. */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
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

export interface HlsRoutesOptions {
  readonly links: TrackLinks
  /** What the `Host` header must say: another name would be a page that has had its own name point here. */
  readonly host: () => string
  readonly onFailure: (error: unknown) => void
}

/** Reading one's linked tracks, and nothing else: there is no address here that joins, pays or changes anything. */
export function hlsRoutes({ links, host, onFailure }: HlsRoutesOptions): Hono {
  const app = new Hono()
  app.use(async (context, next) => {
    for (const [name, value] of Object.entries(headers)) context.header(name, value)
    const refusal = refusalStatus(context, host())
    if (refusal !== undefined) return context.body(null, refusal)
    return next()
  })
  const linked =
    (run: (link: TrackLink, context: Context) => Response | Promise<Response>) => (context: Context) => {
      const link = links.get(context.req.param('token') ?? '')
      return link === undefined ? context.body(null, 404) : run(link, context)
    }

  app.get(
    '/:token/',
    linked(({ sound }, context) => {
      const { title, artistName } = sound.manifest.credits
      return context.html(playerPage(title, artistName))
    }),
  )
  app.get(
    '/:token/page.js',
    linked((_link, context) => text(context, pageScript, 'text/javascript')),
  )
  app.get(
    '/:token/page.css',
    linked((_link, context) => text(context, pageStyle, 'text/css')),
  )
  app.get(
    '/:token/hls.js',
    linked(async (_link, context) => text(context, (await readHlsScript()).toString(), 'text/javascript')),
  )
  app.get(
    '/:token/:path{.+}',
    linked(({ sound }, context) => answerHls(sound, context.req.param('path') ?? '', context)),
  )
  app.notFound((context) => context.body(null, 404))
  app.onError((error, context) => {
    if (isBuskerError(error, 'PLAYBACK_NO_SEGMENT')) return context.body(null, 404)
    if (isBuskerError(error, 'IPFS_BLOCK_NOT_FOUND')) return context.body(null, 503)
    if (!context.req.raw.signal.aborted) onFailure(error)
    return context.body(null, 500)
  })
  return app
}

/** The status for a request that comes by another name, from another page, or to do more than read. */
function refusalStatus({ req }: Context, host: string): 403 | 405 | 421 | undefined {
  if (req.header('host') !== host) return 421
  const origin = req.header('origin')
  if (origin !== undefined && origin !== `http://${host}`) return 403
  const site = req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403
  return req.method === 'GET' || req.method === 'HEAD' ? undefined : 405
}

function text(context: Context, content: string, type: string): Response {
  return context.body(content, 200, { 'content-type': `${type}; charset=utf-8` })
}
