const start = 'busker://'
/** What a link may lead to. Its page shows a thing; nothing is bought, joined or changed by going there. */
const kinds: readonly string[] = ['artist', 'work', 'library', 'playlists']
const segment = /^[\w.~%-]{1,256}$/
const mostLetters = 1024

/** The page a `busker://` link leads to, or null when it is none of ours. Queries and fragments are dropped. */
export function pathOfLink(text: string): string | null {
  if (text.length > mostLetters || !text.startsWith(start) || !URL.canParse(text)) return null
  const { host, pathname } = new URL(text)
  const segments = [host, ...pathname.split('/')].filter((each) => each !== '')
  const [kind] = segments
  if (kind === undefined || !kinds.includes(kind)) return null
  return segments.every((each) => segment.test(each) && each !== '.' && each !== '..')
    ? `/${segments.join('/')}`
    : null
}

/** The first link among the arguments the application was started with. */
export function linkIn(args: readonly string[]): string | null {
  return args.map(pathOfLink).find((path) => path !== null) ?? null
}
