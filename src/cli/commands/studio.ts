import type { Command } from 'commander'
import { z } from 'zod'
import { studioApi, type UploadView } from '../../shared/api/studio.ts'
import { releaseTypes } from '../../shared/releaseTypes.ts'
import { contextOf, type Context } from '../context.ts'
import { type CodeFlags, codes } from '../codes.ts'
import { showBonus } from '../bonus.ts'
import { edit, type EditFlags, withdraw } from '../editing.ts'
import { cropHelp } from '../picture.ts'
import { profile, type ProfileFlags } from '../profile.ts'
import { promote, type PromoteFlags } from '../promoting.ts'
import { localTime } from '../localTime.ts'
import { parseOn } from '../scheduling.ts'
import { findOnly } from '../purchasing.ts'
import { table } from '../terminal.ts'

/** edit, codes, files, withdraw, profile, promote, uploads. */
export function studioCommands(program: Command): void {
  program
    .command('edit <label>')
    .description('change what stands of a work on sale, or its sound; who owns it keeps it')
    .option('--title <text>', 'its title')
    .option('--artist <name>', 'its artist')
    .option('--release <title>', 'the release it belongs to; "" for none')
    .option('--genre <text>', 'its genre; "" for none')
    .option('--tags <words>', 'what else people look for it by, with commas between; "" for nothing')
    .option('--date <date>', 'when it first came out, such as 2026-11-29, 2026-11 or 2026; "" for none')
    .option('--type <type>', `of a release: ${releaseTypes.join(', ')}; "" for none`)
    .option('--album-artist <name>', 'the artist of its release, where it is another; "" for none')
    .option('--composer <name>', 'who wrote it; "" for none')
    .option('--record-label <name>', 'who brings it out; "" for nobody')
    .option('--licence <text>', 'what others may do with it, such as "CC BY-SA 4.0"; "" for none')
    .option('--copyright <text>', 'its copyright; "" for none')
    .option('--isrc <code>', 'its ISRC; "" for none')
    .option('--lyrics <file>', 'a text, plain or LRC; "" for none')
    .option('--description <text>', 'about it; "" for nothing')
    .option('--artwork <file>', 'another picture')
    .option('--crop <square>', cropHelp)
    .option('--price <amount>', 'what it costs from now on, like 1.50; 1.50+ or more')
    .option('--reduced <amount>', 'what it is reduced to, with --until; "" for not any more')
    .option('--from <date>', 'when that begins, such as 2026-12-20 or "2026-12-20 18:00"; left out: at once')
    .option(
      '--until <date>',
      'when that ends, such as 2026-12-24 (that day is in time) or "2026-12-24 18:00"',
    )
    .option('--order <numbers>', 'of a release: its tracks by their numbers now, such as 3,1,2')
    .option('--bonus <file...>', 'of a release: more files that go with it')
    .option(
      '--drop-bonus <numbers>',
      'of a release: leave out files by their numbers, such as 1,3; see files',
    )
    .option('--sound <file>', 'of a track: another sound, which who owns it gets for nothing')
    .option('--preview <time>', 'of a track: what everybody may hear, such as 1:15, 1:15-2:00 or whole')
    .action(async (text: string, flags: EditFlags, command: Command) => edit(text, flags, contextOf(command)))

  program
    .command('codes <label>')
    .description('codes of a work on sale: whoever has one gets it for nothing, once')
    .option('--make <n>', 'make so many, and print them, each with the link of the work')
    .option('--until <date>', 'from when they give nothing, such as 2026-12-24 (that day is in time)')
    .option('--end', 'end those that nobody has redeemed')
    .action(async (text: string, flags: CodeFlags, command: Command) =>
      codes(text, flags, contextOf(command)),
    )

  program
    .command('files <label>')
    .description('what goes with a release; download saves it where you own the release')
    .action(async (text: string, _flags: unknown, command: Command) => showBonus(text, contextOf(command)))

  program
    .command('withdraw <label>')
    .description('take a work off sale; who has bought it keeps it')
    .action(async (text: string, _flags: unknown, command: Command) => withdraw(text, contextOf(command)))

  program
    .command('profile')
    .description('what your artist page says; with options, says it anew, signed and for everybody to see')
    .option('--name <name>', 'what you are called; new uploads whose files name nobody are by it')
    .option('--about <text>', 'about you; "" for nothing')
    .option('--place <text>', 'where you are; "" for nowhere')
    .option('--link <address...>', 'where else you are, such as Shop=https://example.org; "" for none')
    .option(
      '--recommend <who...>',
      'other artists, or works of theirs: accounts, labels or links; "" for none',
    )
    .option('--picture <file>', 'a picture of you; "" for none')
    .option('--header <file>', 'a wide picture over the page; "" for none')
    .action(async (flags: ProfileFlags, command: Command) => profile(flags, contextOf(command)))

  program
    .command('promote <folder>')
    .description('write a web page of you and all you sell, for any web space; it works without Busker')
    .option('--work <label>', 'of this work alone')
    .option(
      '--site <address>',
      'where the page will be: for feeds, the embedded player and previews of links',
    )
    .option('--program <address>', 'where people get Busker')
    .action(async (folder: string, flags: PromoteFlags, command: Command) =>
      promote(folder, flags, contextOf(command)),
    )

  const uploads = program
    .command('uploads')
    .description('what is being published, and what is held back')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      showUploads(await context.node.ask('uploads', {}), context)
    })

  uploads
    .command('resume <upload>')
    .description('try it again; what is done is kept')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const { id } = await resolveUpload(text, context)
      showUploads([await context.node.ask('resumeUpload', { id })], context)
    })

  uploads
    .command('reschedule <upload>')
    .description('another time to go on sale, for what waits for its own')
    .option('--on <date>', 'when, such as 2026-12-24 or "2026-12-24 18:00"; left out: now')
    .action(async (text: string, { on }: { on?: string }, command: Command) => {
      const context = contextOf(command)
      const { id } = await resolveUpload(text, context)
      const publishAt = on === undefined ? null : parseOn(on)
      showUploads([await context.node.ask('rescheduleUpload', { id, publishAt })], context)
    })

  uploads
    .command('announce <upload>')
    .description('show what waits for its time before: title, picture, price and day, to be reserved')
    .option('--not', 'do not any more')
    .action(async (text: string, { not }: { not?: true }, command: Command) => {
      const context = contextOf(command)
      const { id } = await resolveUpload(text, context)
      showUploads([await context.node.ask('setUploadComing', { id, isComing: not !== true })], context)
    })

  uploads
    .command('remove <upload>')
    .description(
      'take it back, of a release with all its tracks; a release that waits for a track goes on without it',
    )
    .action(async (text: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const { id, state } = await resolveUpload(text, context)
      if (state !== 'announced') await context.node.ask('cancelUpload', { id })
      await context.node.ask('dismissUpload', { id })
      context.terminal.result({ id }, 'Removed.')
    })
}

/** The first 16 characters of an id are the artist's: so many more tell the uploads of a long release apart. */
const shownOfId = 24

async function resolveUpload(text: string, { node }: Context): Promise<UploadView> {
  return findOnly(text, await node.ask('uploads', {}), 'uploads')
}

function showUploads(uploads: readonly UploadView[], { terminal }: Context): void {
  const rows = uploads.map(({ id, kind, title, state, step, fraction, publishAt, isComing, problem }) => [
    id.slice(0, shownOfId),
    kind === 'release' ? 'release' : 'track',
    title,
    state === 'running'
      ? `${step} ${Math.round(fraction * 100)} %`
      : state === 'scheduled' && publishAt !== undefined
        ? `on sale ${localTime(publishAt)}${isComing === true ? ', announced' : ''}`
        : state,
    problem?.message ?? '',
  ])
  terminal.result(
    z.encode(studioApi.uploads.output, [...uploads]),
    rows.length === 0
      ? 'Nothing is being published.'
      : table(['Upload', 'Kind', 'Title', 'State', 'Why'], rows),
  )
}
