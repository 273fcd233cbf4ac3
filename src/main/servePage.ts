import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { Protocol, ProtocolRequest, ProtocolResponse } from 'electron'
import { appOrigin, trackOrigin, vaultOrigin } from '../shared/origins.ts'
import { appScheme } from './schemes.ts'

/** One page of ours: an origin, what it starts with, and what it may do. */
export interface AppPage {
  readonly origin: string
  /** The page itself, in the folder of built pages. */
  readonly index: string
  /** Its Content-Security-Policy. */
  readonly policy: string
}

const baseDirectives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
]

/** Runs our own scripts; besides itself it reaches the node's sound and pictures, and those it has in memory. */
export const mainPage: AppPage = {
  origin: appOrigin,
  index: 'index.html',
  policy: [
    ...baseDirectives,
    `img-src 'self' blob: data: ${trackOrigin}`,
    "font-src 'self'",
    `media-src 'self' blob: ${trackOrigin}`,
    `connect-src 'self' ${trackOrigin}`,
    "worker-src 'self'",
  ].join('; '),
}

/** Runs our own scripts, and reaches nothing: what it knows goes over IPC alone. */
export const vaultPage: AppPage = {
  origin: vaultOrigin,
  index: 'vault/index.html',
  policy: [...baseDirectives, "img-src 'self'", "font-src 'self'"].join('; '),
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

export interface ServePageOptions {
  /** Of built pages. */
  readonly folder: string
  readonly page: AppPage
  /** When its scripts may begin; at once where left out. */
  readonly scriptsFrom?: Promise<unknown>
}

/** Chromium's `net::ERR_FAILED`. */
const failed: ProtocolResponse = { error: -2 }
const notFound: Answer = { statusCode: 404, headers: {}, data: Buffer.alloc(0) }

/**
 * Serves one page, and what it is made of. By buffers: `protocol.handle`, which Electron would rather see used, reads Node's `fetch`
 * at each start, a fifteenth of it (docs/adr/0085).
 */
export function servePage(protocol: Protocol, { folder, page, scriptsFrom }: ServePageOptions): void {
  protocol.registerBufferProtocol(appScheme.scheme, (request, answer) => {
    Promise.resolve(request.url.endsWith('.js') ? scriptsFrom : undefined)
      .then(() => respond(folder, page, request))
      .then(answer, (error: Error) => {
        process.emitWarning(error)
        answer(failed)
      })
  })
}

interface Answer {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly data: Buffer
}

/** Answers one request for a file of `folder`; 404 for what is not there or lies outside. */
export async function respond(
  folder: string,
  page: AppPage,
  request: Pick<ProtocolRequest, 'method' | 'url'>,
): Promise<Answer> {
  if (request.method !== 'GET') return { ...notFound, statusCode: 405 }
  const path = resolveFile(folder, page, request.url)
  const type = path === undefined ? undefined : contentTypes[extname(path)]
  if (path === undefined || type === undefined) return notFound
  const data = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR') return undefined
    throw error
  })
  if (data === undefined) return notFound
  const headers = {
    'content-type': type,
    'content-security-policy': page.policy,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  }
  return { statusCode: 200, headers, data }
}

/** The file inside `folder` that `url` names, or undefined when it names another host or a place outside. */
export function resolveFile(folder: string, { origin, index }: AppPage, url: string): string | undefined {
  const { host, pathname } = new URL(url)
  if (host !== new URL(origin).host) return undefined
  const name = decodePath(pathname)
  if (name === undefined || name.includes('\0') || name.includes('\\')) return undefined
  const path = join(folder, name === '/' ? index : name)
  return path.startsWith(folder + sep) ? path : undefined
}

function decodePath(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}
