import { Hono } from 'hono'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { WebUiFiles } from './webUiFiles.ts'

/**
 * Its templates have styles in them, its checker of address books compiles schemas, and its pictures of accounts are data. It
 * reaches this address alone.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
const configs = ['assets/config/config.production.json', 'assets/config/config.development.json']

/** Raiden's web UI, below `/ui/`, told to ask this address alone. */
export function webUiRoutes(files: WebUiFiles, network: Pick<NetworkProfile, 'raiden'>): Hono {
  const app = new Hono()
  const index = files.get('index.html')
  const config = configOf(network)
  app.get('/', (context) => context.redirect('/ui/'))
  app.get('/ui', (context) => context.redirect('/ui/'))
  app.get('/ui/*', (context) => {
    const path = context.req.path.slice('/ui/'.length)
    if (configs.includes(path)) return context.json(config)
    // Its own pages have addresses without an ending.
    const file = files.get(path) ?? (path.includes('.') ? undefined : index)
    if (file === undefined) return context.notFound()
    return context.body(file.bytes, 200, {
      'content-type': file.mediaType,
      'content-security-policy': policy,
    })
  })
  return app
}

/** As its `RDNConfig`. */
function configOf({ raiden }: Pick<NetworkProfile, 'raiden'>) {
  return {
    raiden: '/api/v1',
    web3: '/web3',
    web3_fallback: '/web3',
    settle_timeout: raiden.settleTimeoutSeconds,
    reveal_timeout: raiden.revealTimeoutSeconds,
    environment_type: 'production',
  }
}
