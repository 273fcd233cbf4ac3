import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { Protocol } from 'electron'
import { APP_ORIGIN, TRACK_ORIGIN, VAULT_ORIGIN } from '../shared/ipc.ts'

const SCHEME = new URL(APP_ORIGIN).protocol.slice(0, -1)

/** One page of ours: an origin, what it starts with, and what it may do. */
export interface Page {
  readonly origin: string
  /** The page itself, in the folder of built pages. */
  readonly index: string
  /** Its Content-Security-Policy. */
  readonly policy: string
}

const closed = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
]

/** Runs our own scripts; besides itself it reaches the node's sound and pictures, and those it has in memory. */
export const mainPage: Page = {
  origin: APP_ORIGIN,
  index: 'index.html',
  policy: [
    ...closed,
    `img-src 'self' blob: data: ${TRACK_ORIGIN}`,
    "font-src 'self'",
    `media-src 'self' blob: ${TRACK_ORIGIN}`,
    `connect-src 'self' ${TRACK_ORIGIN}`,
    "worker-src 'self'",
  ].join('; '),
}

/** Runs our own scripts, and reaches nothing: what it knows goes over IPC alone. */
export const vaultPage: Page = {
  origin: VAULT_ORIGIN,
  index: 'vault/index.html',
  policy: [...closed, "img-src 'self'", "font-src 'self'"].join('; '),
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** What `registerSchemesAsPrivileged` must be told. */
export const appScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

/** Serves one page, and what it is made of, from the folder of built pages. */
export function servePage(protocol: Protocol, folder: string, page: Page): void {
  protocol.handle(SCHEME, (request) => answer(folder, page, request))
}

/** Answers one request for a file of `folder`; 404 for what is not there or lies outside. */
export async function answer(
  folder: string,
  page: Page,
  request: Pick<Request, 'method' | 'url'>,
): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405 })
  const path = locate(folder, page, request.url)
  const type = path === undefined ? undefined : TYPES[extname(path)]
  if (path === undefined || type === undefined) return new Response(null, { status: 404 })
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR') return undefined
    throw error
  })
  if (bytes === undefined) return new Response(null, { status: 404 })
  const headers = {
    'content-type': type,
    'content-security-policy': page.policy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  }
  return new Response(new Uint8Array(bytes), { headers })
}

/** The file inside `folder` that `url` names, or undefined when it names another host or a place outside. */
export function locate(folder: string, { origin, index }: Page, url: string): string | undefined {
  const { host, pathname } = new URL(url)
  if (host !== new URL(origin).host) return undefined
  const name = decode(pathname)
  if (name === undefined || name.includes('\0') || name.includes('\\')) return undefined
  const path = join(folder, name === '/' ? index : name)
  return path.startsWith(folder + sep) ? path : undefined
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}
