const prefix = 'busker://'
/** What a link may lead to. Its page shows a thing; nothing is bought, joined or changed by going there. */
const linkablePages: readonly string[] = ['artist', 'work', 'library', 'playlists']
const segment = /^[\w.~%-]{1,256}$/
const maxLength = 1024

/** The page a `busker://` link leads to, or null when it is none of ours. Queries and fragments are dropped. */
export function deepLinkPath(text: string): string | null {
  if (text.length > maxLength || !text.startsWith(prefix) || !URL.canParse(text)) return null
  const { host, pathname } = new URL(text)
  const segments = [host, ...pathname.split('/')].filter((each) => each !== '')
  const [kind] = segments
  if (kind === undefined || !linkablePages.includes(kind)) return null
  return segments.every((each) => segment.test(each) && each !== '.' && each !== '..')
    ? `/${segments.join('/')}`
    : null
}

/** The first link among the arguments the application was started with. */
export function deepLinkPathIn(args: readonly string[]): string | null {
  return args.map(deepLinkPath).find((path) => path !== null) ?? null
}
