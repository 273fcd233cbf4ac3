import { appOrigin } from '../../src/shared/origins.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import type { Playback } from '../../src/node/playback/playback.ts'
import { label } from '../../src/shared/ids.ts'
import { toErrorData } from '../../src/shared/errors.ts'
import { startElectron } from '../../harness/app/launchApp.ts'

export interface PlayerApp {
  readonly window: Page
  /** Opens another page, in a window of its own. */
  open(url: string): Promise<Page>
  close(): Promise<void>
}

/** The player in real Chromium, with sound from `playback`. @param flags for Chromium */
export async function launchPlayer(playback: Playback, flags: readonly string[] = []): Promise<PlayerApp> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-player-'))
  const page = join(folder, 'page')
  await build({
    root: join(import.meta.dirname, 'page'),
    configFile: false,
    logLevel: 'warn',
    worker: { format: 'es' },
    build: { outDir: page, target: 'chrome130', emptyOutDir: true, assetsInlineLimit: 0 },
  })
  const server = await serve(playback)
  const app = await startElectron({
    args: [
      ...flags,
      `--user-data-dir=${join(folder, 'data')}`,
      join(import.meta.dirname, 'electronMain.mjs'),
      page,
      String(server.port),
    ],
  })
  const shown = await app.firstWindow()
  await shown.waitForFunction(() => window.playerPage)
  return {
    window: shown,
    async open(url) {
      const opened = app.waitForEvent('window')
      await app.evaluate(({ BrowserWindow }, address) => {
        const other = new BrowserWindow({
          show: false,
          webPreferences: { sandbox: true, contextIsolation: true },
        })
        void other.loadURL(address).catch(() => undefined)
      }, url)
      const page = await opened
      await page.waitForLoadState()
      return page
    },
    async close() {
      await app.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function serve(playback: Playback): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const url = decodeURIComponent(request.url?.slice(2) ?? '')
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    answer(playback, url, gone.signal)
      .then(({ status, headers, body }) => {
        response.writeHead(status, Object.fromEntries(headers))
        if (body === null) response.end()
        else Readable.fromWeb(body as never).pipe(response)
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function answer(playback: Playback, url: string, signal: AbortSignal): Promise<Response> {
  const [, method, name] = /^track:\/\/ask\/(play|preview)\/(.+)$/.exec(url) ?? []
  if (name === undefined) return playback.respond(url, signal)
  const headers = { 'access-control-allow-origin': appOrigin }
  try {
    const opened = await (method === 'play'
      ? playback.play(label.parse(name))
      : playback.preview(label.parse(name)))
    return Response.json(opened, { headers })
  } catch (error) {
    return Response.json(toErrorData(error), { status: 500, headers })
  }
}
