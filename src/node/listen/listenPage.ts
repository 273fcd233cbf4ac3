/** The page of the listener server. It has no data in it: its script asks for that with the token. */
export const listenPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="color-scheme" content="light dark" />
    <title>Busker</title>
    <link rel="stylesheet" href="listen.css" />
  </head>
  <body>
    <header>
      <h1>Busker</h1>
      <label for="find">Find in your music</label>
      <input id="find" type="search" autocomplete="off" />
    </header>
    <main>
      <p id="status" role="status">Loading your music…</p>
      <ul id="works" aria-label="Your music"></ul>
    </main>
    <footer aria-label="Player" role="region" hidden>
      <img id="cover" alt="" hidden />
      <div>
        <p id="playing"></p>
        <audio id="audio" controls></audio>
      </div>
      <button id="next" type="button">Next</button>
    </footer>
    <script src="hls.js"></script>
    <script src="listen.js"></script>
  </body>
</html>
`

/** Plain script, as browsers run it. Titles are set as text, never as markup. */
export const listenScript = `'use strict'
const byId = (id) => document.getElementById(id)
const [find, list, status, audio, cover] = ['find', 'works', 'status', 'audio', 'cover'].map(byId)
const shownAtOnce = 200
const lost = 'Busker does not answer, or this address has run out. Run busker listen again.'

const given = location.hash.slice(1)
if (given !== '') {
  sessionStorage.setItem('token', given)
  history.replaceState(null, '', location.pathname)
}
const headers = { authorization: 'Bearer ' + sessionStorage.getItem('token') }

async function ask(path, method = 'GET') {
  const answer = await fetch(path, { method, headers }).catch(() => {
    throw new Error(lost)
  })
  if (answer.ok) return answer
  const said = await answer.json().catch(() => undefined)
  throw new Error(said?.message ?? lost)
}

const say = (text) => (status.textContent = text)
const fail = (error) => say(error.message)
let works = []
let shown = []
let current
let hls
let turn = 0

async function load() {
  const all = []
  for (;;) {
    const page = await (await ask('/library?offset=' + all.length)).json()
    all.push(...page.works)
    if (page.works.length === 0 || all.length >= page.total) break
  }
  // A release stands for its tracks once it is open.
  works = all.filter(({ kind, isJoined }) => kind === 'track' || !isJoined)
}

function render() {
  const words = find.value.toLocaleLowerCase().split(/\\s+/)
  const matches = works.filter(({ title, artistName, releaseTitle }) => {
    const text = [title, artistName, releaseTitle ?? ''].join(' ').toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
  shown = matches.slice(0, shownAtOnce)
  list.replaceChildren(...shown.map(row))
  const more = matches.length - shown.length
  if (works.length === 0) say('You own nothing yet. Buy something in Busker first.')
  else if (matches.length === 0) say('Nothing of that name.')
  else say(more > 0 ? more + ' more: find them by name.' : '')
  mark()
}

function row(work) {
  const item = document.createElement('li')
  const button = document.createElement('button')
  button.type = 'button'
  button.dataset.label = work.label
  const title = document.createElement('span')
  title.textContent = work.title
  const by = document.createElement('small')
  const minutes = Math.floor(work.durationMs / 60000)
  const seconds = String(Math.floor(work.durationMs / 1000) % 60).padStart(2, '0')
  const length = work.durationMs === null ? '' : ' · ' + minutes + ':' + seconds
  by.textContent = work.artistName + length + (work.isJoined ? '' : ' · not opened yet')
  button.append(title, by)
  button.addEventListener('click', () => choose(work).catch(fail))
  item.append(button)
  return item
}

function mark() {
  for (const button of list.querySelectorAll('button')) {
    if (button.dataset.label === current?.label) button.setAttribute('aria-current', 'true')
    else button.removeAttribute('aria-current')
  }
}

async function choose(work) {
  const mine = ++turn
  if (!work.isJoined) {
    say('Opening ' + work.title + '…')
    await ask('/join/' + work.label, 'POST')
    await load()
    render()
  }
  if (work.kind === 'track' && mine === turn) await play(work, mine)
}

async function play(work, mine) {
  current = work
  byId('playing').textContent = work.title + ' – ' + work.artistName
  document.title = work.title + ' – Busker'
  audio.setAttribute('aria-label', work.title)
  document.querySelector('footer').hidden = false
  say('')
  mark()
  showCover(work)
  hls?.destroy()
  hls = undefined
  if (window.Hls?.isSupported()) {
    hls = new Hls({
      enableWorker: false,
      xhrSetup: (request) => request.setRequestHeader('authorization', headers.authorization),
    })
    hls.on(Hls.Events.ERROR, (_event, { fatal }) => {
      if (fatal) say(lost)
    })
    hls.loadSource('/hls/' + work.label + '/master.m3u8')
    hls.attachMedia(audio)
  } else {
    const { url } = await (await ask('/link/' + work.label, 'POST')).json()
    if (mine !== turn) return
    audio.src = url
  }
  await audio.play().catch((error) => {
    if (error.name === 'NotAllowedError') say('Press play to begin.')
    else if (error.name !== 'AbortError') throw error
  })
}

async function showCover({ artwork, label }) {
  URL.revokeObjectURL(cover.src)
  cover.removeAttribute('src')
  cover.hidden = true
  if (artwork === null) return
  const picture = await ask('/artwork/' + artwork).then((answer) => answer.blob()).catch(() => undefined)
  if (picture === undefined || current.label !== label) return
  cover.src = URL.createObjectURL(picture)
  cover.hidden = false
}

function next() {
  const index = shown.findIndex(({ label }) => label === current?.label)
  const following = shown.slice(index + 1).find(({ kind }) => kind === 'track')
  if (following !== undefined) choose(following).catch(fail)
}

function step(by) {
  const buttons = [...list.querySelectorAll('button')]
  const at = buttons.indexOf(document.activeElement)
  buttons[Math.min(Math.max(at + by, 0), buttons.length - 1)]?.focus()
}

document.addEventListener('keydown', (event) => {
  const { target, key } = event
  if (event.ctrlKey || event.metaKey || event.altKey || target === audio) return
  if (key === 'ArrowDown') step(1)
  else if (key === 'ArrowUp') step(-1)
  else if (key === '/' && target !== find) find.focus()
  else if (key === ' ' && !target.closest('input, button')) {
    if (audio.paused) audio.play().catch(fail)
    else audio.pause()
  } else return
  event.preventDefault()
})
find.addEventListener('input', render)
audio.addEventListener('ended', next)
byId('next').addEventListener('click', next)
load().then(render, fail)
`

export const listenStyle = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; --line: light-dark(#c8c8c8, #484848) }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 48rem; padding: 0 1rem 9rem }
h1 { font-size: 1.25rem }
input { display: block; width: 100%; font: inherit; padding: .5rem; margin-top: .25rem }
ul { list-style: none; padding: 0; margin: 0 }
li { border-bottom: 1px solid var(--line) }
li button { display: block; width: 100%; padding: .6rem .5rem; border: 0; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; overflow-wrap: anywhere }
li button:hover, li button[aria-current] { background: light-dark(#ececec, #2c2c2c) }
li button[aria-current] span { font-weight: 700 }
small { display: block; color: light-dark(#555, #b4b4b4) }
:focus-visible { outline: 3px solid light-dark(#0b57d0, #a8c7fa); outline-offset: -3px }
footer { position: fixed; inset: auto 0 0; display: flex; gap: 1rem; align-items: center; padding: .75rem 1rem; background: light-dark(#fff, #121212); border-top: 1px solid var(--line) }
footer[hidden] { display: none }
footer div { flex: 1; min-width: 0 }
footer p { margin: 0 0 .25rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
footer img { width: 4rem; height: 4rem; object-fit: cover }
footer audio { width: 100% }
`
