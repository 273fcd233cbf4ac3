import type { Command } from 'commander'
import { z } from 'zod'
import { type FileNotice, nodeApi, type PublishStep, workView, type WorkView } from '../../shared/api/node.ts'
import { artistText } from '../../shared/artistText.ts'
import { releaseTypes } from '../../shared/releaseTypes.ts'
import { formatPrice, parsePrice } from '../amounts.ts'
import { parseCount, parsePath } from '../arguments.ts'
import { contextOf, type Context } from '../context.ts'
import { parsePreview } from '../editing.ts'
import { type CreditFlags, creditsFrom, parseReleaseType } from '../credits.ts'
import { announceHelp, onHelp, parseLater, showPrepared } from '../scheduling.ts'
import { cropHelp, type PictureFlags, pictureFrom } from '../picture.ts'
import { table, type Terminal } from '../terminal.ts'

/** publish, search, works. */
export function catalogueCommands(program: Command): void {
  program
    .command('publish <file>')
    .description('encode, seal and sell an audio file')
    .requiredOption(
      '--price <amount>',
      'what it costs, like 1.50; 1.50+ or more; 0 gives it away, 0+ lets people name their price',
    )
    .option('--title <text>', 'instead of the title in the file')
    .option('--artist <name>', 'instead of the artist in the file')
    .option('--release <title>', 'the release it belongs to')
    .option('--genre <text>', 'instead of the genre in the file')
    .option(
      '--tags <words>',
      'what else people look for it by, with commas between, instead of what the file says',
    )
    .option(
      '--date <date>',
      'when it first came out, such as 2026-11-29, 2026-11 or 2026, instead of the date in the file',
    )
    .option('--album-artist <name>', 'instead of the album artist in the file; "" for none')
    .option('--composer <name>', 'instead of the composer in the file; "" for none')
    .option('--record-label <name>', 'instead of the label in the file; "" for none')
    .option('--licence <text>', 'instead of the licence in the file; "" for none')
    .option('--copyright <text>', 'instead of the copyright in the file; "" for none')
    .option('--isrc <code>', 'instead of the ISRC in the file; "" for none')
    .option('--lyrics <file>', 'a text, plain or LRC, instead of the lyrics in the file; "" for none')
    .option('--artwork <file>', 'a picture, instead of the one in the file')
    .option('--crop <square>', cropHelp)
    .option('--preview <time>', 'what everybody may hear, such as 1:15, 1:15-2:00 or whole')
    .option('--on <date>', onHelp)
    .option('--announce', announceHelp)
    .action(async (file: string, options: PublishFlags, command: Command) =>
      publish(file, options, contextOf(command)),
    )

  program
    .command('publish-release <paths...>')
    .description('sell audio files, or a whole folder of them, as a release, and each track alone')
    .requiredOption('--price <amount>', 'what the release costs; see publish')
    .requiredOption('--track-price <amount>', 'what each of its tracks costs alone')
    .option('--title <text>', 'instead of the release title in the files')
    .option('--artist <name>', 'instead of the artist in the files')
    .option('--genre <text>', 'instead of the genre in the files')
    .option(
      '--tags <words>',
      'what else people look for it by, with commas between, instead of what the files say',
    )
    .option('--type <type>', `instead of the type in the files: ${releaseTypes.join(', ')}; "" for none`)
    .option(
      '--date <date>',
      'when it first came out, such as 2026-11-29, 2026-11 or 2026, instead of the date in the files',
    )
    .option('--album-artist <name>', 'instead of the album artist in the files; "" for none')
    .option('--composer <name>', 'instead of the composer in the files; "" for none')
    .option('--record-label <name>', 'instead of the label in the files; "" for none')
    .option('--licence <text>', 'instead of the licence in the files; "" for none')
    .option('--copyright <text>', 'instead of the copyright in the files; "" for none')
    .option('--artwork <file>', 'a picture, instead of the ones in the files')
    .option('--crop <square>', cropHelp)
    .option(
      '--bonus <file...>',
      'what goes with it, as it is, EXIF too: PDF, pictures, plain text, ZIP; also among the paths',
    )
    .option('--preview <time>', 'what everybody may hear of each track, such as 1:15, 1:15-2:00 or whole')
    .option('--on <date>', onHelp)
    .option('--announce', announceHelp)
    .action(async (paths: string[], options: ReleaseFlags, command: Command) =>
      publishRelease(paths, options, contextOf(command)),
    )

  program
    .command('search [text]')
    .description('find music')
    .option('--limit <n>', 'at most this many', '20')
    .action(async (text: string | undefined, { limit }: { limit: string }, command: Command) => {
      const context = contextOf(command)
      const works = await context.node.ask('search', { text: text ?? '', limit: parseCount(limit, 1, 200) })
      await showWorks(works, context)
    })

  program
    .command('works')
    .description('your own works, or with --bought the ones you own')
    .option('--bought', 'what you own')
    .action(async ({ bought }: { bought?: boolean }, command: Command) => {
      const context = contextOf(command)
      await showWorks(await context.node.ask('works', { owner: bought ? 'bought' : 'self' }), context)
    })
}

interface PublishFlags extends CreditFlags, PictureFlags {
  readonly price: string
  readonly title?: string
  readonly artist?: string
  readonly release?: string
  readonly genre?: string
  readonly preview?: string
  readonly on?: string
  readonly announce?: true
}

interface ReleaseFlags extends Omit<PublishFlags, 'release' | 'lyrics'> {
  readonly trackPrice: string
  readonly bonus?: readonly string[]
  readonly type?: string
}

async function publish(file: string, flags: PublishFlags, { node, terminal }: Context): Promise<void> {
  const { network } = await node.ask('status', {})
  const input = {
    file: parsePath(file),
    ...parsePrice(flags.price, network.decimals),
    ...(flags.release !== undefined && { releaseTitle: flags.release }),
    ...detailsFrom(flags),
    ...(await creditsFrom(flags)),
  }
  const onProgress = (at: FileNotice | PublishStep) =>
    'notice' in at ? terminal.progress(at, noticeText(at)) : terminal.step(at, at.step, at.fraction)
  const later = parseLater(flags)
  if (later !== undefined) {
    showPrepared(await node.ask('prepare', { ...input, ...later }, { onProgress }), terminal)
    return
  }
  showPublished(await node.ask('publish', input, { onProgress }), network, terminal)
}

async function publishRelease(
  paths: readonly string[],
  flags: ReleaseFlags,
  { node, terminal }: Context,
): Promise<void> {
  const { network } = await node.ask('status', {})
  const track = parsePrice(flags.trackPrice, network.decimals)
  const input = {
    paths: paths.map(parsePath),
    ...parsePrice(flags.price, network.decimals),
    trackPrice: track.price,
    trackOrMore: track.orMore,
    ...(flags.type !== undefined && { releaseType: parseReleaseType(flags.type) }),
    ...(flags.bonus !== undefined && { bonus: flags.bonus.map(parsePath) }),
    ...detailsFrom(flags),
    ...(await creditsFrom(flags)),
  }
  const onProgress = (at: FileNotice | (PublishStep & { readonly title: string })) =>
    'notice' in at
      ? terminal.progress(at, noticeText(at))
      : terminal.step(at, `${at.title}: ${at.step}`, at.fraction)
  const later = parseLater(flags)
  if (later !== undefined) {
    showPrepared(await node.ask('prepareRelease', { ...input, ...later }, { onProgress }), terminal)
    return
  }
  showPublished(await node.ask('publishRelease', input, { onProgress }), network, terminal)
}

function showPublished(work: WorkView, network: Parameters<typeof formatPrice>[1], terminal: Terminal): void {
  const price = formatPrice(work, network)
  terminal.result(z.encode(workView, work), `Published “${work.title}” at ${price}: ${work.label}`)
}

function noticeText({ notice, file, message }: FileNotice): string {
  return notice === 'leftOut' ? `Left out: ${file}: ${message}` : `Noticed: ${file}: ${message}`
}

/** What a person says of a work instead of what the files say. */
function detailsFrom({
  title,
  artist,
  genre,
  artwork,
  crop,
  preview,
}: Pick<PublishFlags, 'title' | 'artist' | 'genre' | 'artwork' | 'crop' | 'preview'>) {
  return {
    ...(title !== undefined && { title }),
    ...(artist !== undefined && { artistName: artist }),
    ...(genre !== undefined && { genre }),
    ...pictureFrom({ ...(artwork !== undefined && { artwork }), ...(crop !== undefined && { crop }) }),
    ...(preview !== undefined && { preview: parsePreview(preview) }),
  }
}

async function showWorks(works: readonly WorkView[], { node, terminal }: Context): Promise<void> {
  const { network } = await node.ask('status', {})
  const rows = works.map((work) => [
    work.title,
    artistText(work),
    work.isOwn ? 'yours' : work.isOwned ? 'owned' : formatPrice(work, network),
    work.durationMs === null ? '' : `${Math.floor(work.durationMs / 60_000)}:${seconds(work.durationMs)}`,
    work.label,
  ])
  const text =
    rows.length === 0 ? 'Nothing found.' : table(['Title', 'Artist', 'Price', 'Length', 'Label'], rows)
  terminal.result(z.encode(nodeApi.search.output, [...works]), text)
}

function seconds(durationMs: number): string {
  return String(Math.floor(durationMs / 1000) % 60).padStart(2, '0')
}
