/** Where another release of the same system comes from. */
export interface AptSources {
  /** For debootstrap. */
  readonly mirror: string
  /** For /etc/apt/sources.list. */
  readonly lines: string
  /** For a file in /etc/apt/sources.list.d that ends with `.sources`. */
  readonly stanzas: string
  /** Files of keys that the sources name. */
  readonly keyrings: readonly string[]
}

/** A file that tells apt of sources. */
export interface SourcesFile {
  readonly name: string
  readonly text: string
}

interface Source {
  readonly text: string
  readonly mirror: string | undefined
}

/**
 * Takes this machine's own sources of its release for another release. Sources of anybody else's packages are left out.
 *
 * @param from the machine's own release, such as `bookworm`
 * @param to such as `trixie`
 * @returns null when no source has the machine's release itself
 */
export function sourcesFor(files: readonly SourcesFile[], from: string, to: string): AptSources | null {
  const read = (ending: string, sourcesIn: (text: string, from: string, to: string) => Source[]) =>
    files.filter(({ name }) => name.endsWith(ending)).flatMap(({ text }) => sourcesIn(text, from, to))
  const lines = read('.list', linesIn)
  const stanzas = read('.sources', stanzasIn)
  const mirror = [...stanzas, ...lines].find((source) => source.mirror !== undefined)?.mirror
  if (mirror === undefined) return null
  const joined = (sources: readonly Source[], between: string) =>
    sources.map(({ text }) => text).join(between)
  const texts = { lines: joined(lines, '\n'), stanzas: joined(stanzas, '\n\n') }
  const keyrings = `${texts.lines}\n${texts.stanzas}`.matchAll(/\/[^\s\],]+\.(?:gpg|asc|pgp)/g)
  return { mirror, ...texts, keyrings: [...new Set([...keyrings].map(([path]) => path))] }
}

/** The form of sources.list(5) that has a line a source. */
function linesIn(text: string, from: string, to: string): Source[] {
  return text.split('\n').flatMap((line) => {
    const [, head, mirror, suite = '', components = ''] =
      /^(deb\s+(?:\[[^\]]*\]\s+)?)(\S+)\s+(\S+)\s+(.+)$/.exec(line.trim()) ?? []
    if (!isOf(suite, from) || !hasMain(components)) return []
    const taken = `${head}${mirror} ${suite.replace(from, to)} ${components}`
    return [{ text: taken, mirror: suite === from ? mirror : undefined }]
  })
}

/** The form of sources.list(5) that has a paragraph of fields a source. */
function stanzasIn(text: string, from: string, to: string): Source[] {
  const withoutComments = text.replaceAll(/^#.*\n/gm, '')
  return withoutComments.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (name: string) =>
      new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(stanza)?.[1]?.split(/\s+/) ?? []
    const suites = field('Suites').filter((suite) => isOf(suite, from))
    const isOn = field('Types').includes('deb') && field('Enabled')[0] !== 'no'
    if (!isOn || suites.length === 0 || !hasMain(field('Components').join(' '))) return []
    const taken = suites.map((suite) => suite.replace(from, to)).join(' ')
    return [
      {
        text: stanza.trim().replace(/^Suites:.*$/im, `Suites: ${taken}`),
        mirror: suites.includes(from) ? field('URIs')[0] : undefined,
      },
    ]
  })
}

/** A release's own suite, or one of those for updates. */
function isOf(suite: string, release: string): boolean {
  return suite === release || suite.startsWith(`${release}-`)
}

function hasMain(components: string): boolean {
  return components.split(/\s+/).includes('main')
}
