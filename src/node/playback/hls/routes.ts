import { type Context, Hono } from 'hono'
import { answerText } from '../../../http/answerText.ts'
import { requestGuard } from '../../../http/requestGuard.ts'
import { isBuskerError } from '../../../shared/errors.ts'
import type { TrackLink, TrackLinks } from './trackLinks.ts'
import { playerPage, pageScript, pageStyle, readHlsScript } from './playerPage.ts'
import { answerHls } from './hlsAnswers.ts'

export interface HlsRoutesOptions {
  readonly links: TrackLinks
  /** What the `Host` header must say: another name would be a page that has had its own name point here. */
  readonly host: () => string
  readonly onFailure: (error: unknown) => void
}

/** Reading one's linked tracks, and nothing else: there is no address here that joins, pays or changes anything. */
export function hlsRoutes({ links, host, onFailure }: HlsRoutesOptions): Hono {
  const app = new Hono()
  app.use(requestGuard({ host, scheme: 'http', methods: ['GET', 'HEAD'] }))
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
    linked((_link, context) => answerText(context, pageScript, 'text/javascript')),
  )
  app.get(
    '/:token/page.css',
    linked((_link, context) => answerText(context, pageStyle, 'text/css')),
  )
  app.get(
    '/:token/hls.js',
    linked(async (_link, context) =>
      answerText(context, (await readHlsScript()).toString(), 'text/javascript'),
    ),
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
