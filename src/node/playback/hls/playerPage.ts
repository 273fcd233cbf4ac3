import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** A page that plays one track, for a browser; its script and hls.js stand beside it. */
export function playerPage(title: string, artistName: string): string {
  const [name, artist] = [title, artistName].map(escaped)
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${name} – ${artist}</title>
    <link rel="stylesheet" href="page.css" />
  </head>
  <body>
    <main>
      <h1>${name}</h1>
      <p>${artist}</p>
      <audio controls aria-label="${name}"></audio>
      <p role="status"></p>
    </main>
    <script src="hls.js"></script>
    <script src="page.js"></script>
  </body>
</html>
`
}

export const pageScript = `'use strict'
const audio = document.querySelector('audio')
const status = document.querySelector('[role=status]')
const lost = 'This link has run out. Ask Busker for another one.'
if (window.Hls?.isSupported()) {
  const hls = new Hls({ enableWorker: false })
  hls.on(Hls.Events.ERROR, (_event, { fatal }) => {
    if (fatal) status.textContent = lost
  })
  hls.loadSource('master.m3u8')
  hls.attachMedia(audio)
} else {
  audio.addEventListener('error', () => (status.textContent = lost))
  audio.src = 'master.m3u8'
}
`

export const pageStyle = `:root { color-scheme: light dark; font-family: system-ui, sans-serif }
main { max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem }
h1 { margin: 0 }
audio { width: 100%; margin-top: 1.5rem }
`

/** hls.js as its package brings it. */
export function readHlsScript(): Promise<Buffer> {
  return readFile(createRequire(import.meta.url).resolve('hls.js/dist/hls.light.min.js'))
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
