/** One preview at a time, the next after it; and what to do where no program takes a link of Busker's. */
export const pageScript = `'use strict'
const players = [...document.querySelectorAll('audio')]
players.forEach((player, index) => {
  player.addEventListener('play', () => {
    for (const other of players) if (other !== player) other.pause()
  })
  player.addEventListener('ended', () => players[index + 1]?.play())
})
const help = document.getElementById('get')
for (const link of document.querySelectorAll('a[href^="busker:"]')) {
  link.addEventListener('click', () => {
    if (help === null) return
    const timer = setTimeout(() => {
      help.querySelector('[role=status]').hidden = false
      help.focus()
    }, 1500)
    addEventListener('blur', () => clearTimeout(timer), { once: true })
  })
}
`

/** Quiet, and legible in both themes; the colours are those of the program. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --paper: #faf9f7;
  --raised: #efedea;
  --ink: #1c1a17;
  --quiet: #5d5850;
  --accent: #98380a;
  --on-accent: #fff;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #191816; --raised: #24221f; --ink: #f3f0ea; --quiet: #b0a99e; --accent: #f79a63; --on-accent: #251408; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 48rem; margin: 0 auto; padding: 0 1.25rem; }
h1 { font-size: 2.25rem; line-height: 1.15; margin: 2rem 0 0.5rem; letter-spacing: -0.02em; }
h2 { font-size: 1.35rem; margin: 0; }
p { margin: 0.25rem 0; }
a { color: var(--accent); display: inline-block; min-height: 1.5rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.banner { display: block; width: 100%; height: 14rem; object-fit: cover; border-radius: 0 0 12px 12px; }
.artist, .work, .embed { display: flex; flex-wrap: wrap; gap: 1.25rem; align-items: end; }
.portrait { width: 9rem; height: 9rem; object-fit: cover; border-radius: 50%; margin-top: 1.5rem; }
.cover { width: 11rem; height: 11rem; object-fit: cover; border-radius: 12px; }
.artist > div, .work > div, .embed > div { flex: 1 1 16rem; }
.quiet { color: var(--quiet); }
.words { white-space: pre-line; max-width: 40rem; margin: 1rem 0; }
.links { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; margin: 0.75rem 0; }
.buy { background: var(--accent); color: var(--on-accent); border-radius: 6px; padding: 0.6rem 1.1rem; margin: 0.5rem 1rem 0.5rem 0; text-decoration: none; font-weight: 600; }
section { margin: 2rem 0; }
ol { padding-left: 1.75rem; margin: 1rem 0; width: 100%; }
li { margin: 0.5rem 0; }
.links li { margin: 0; }
.track { display: flex; gap: 1rem; align-items: baseline; }
.track > :first-child { flex: 1; }
audio { width: 100%; height: 2.25rem; display: block; }
footer { border-top: 1px solid var(--raised); padding-bottom: 3rem; }
pre { background: var(--raised); padding: 1rem; border-radius: 6px; white-space: pre-wrap; }
summary { cursor: pointer; min-height: 1.5rem; }
.embed { padding: 1rem; align-items: center; }
.embed .cover { width: 5rem; height: 5rem; }
.embed h1 { font-size: 1.25rem; margin: 0; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`
