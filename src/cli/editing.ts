import { z } from 'zod'
import { workView, type WorkView } from '../shared/api/node.ts'
import type { PriceReduction, WorkChanges } from '../shared/api/studio.ts'
import { BuskerError } from '../shared/errors.ts'
import { parseEnd, parseMoment } from '../shared/endOfDay.ts'
import { fromLabel, type Label, type WorkId } from '../shared/ids.ts'
import { type PreviewChoice, previewChoice, previewMaxMs, previewMinMs } from '../shared/previewChoice.ts'
import { type PictureFlags, pictureFrom } from './picture.ts'
import { formatPrice, parseAmount, parsePrice } from './amounts.ts'
import { parseCount, parseLabel, parsePath } from './arguments.ts'
import { type BonusFlags, bonusFrom } from './bonus.ts'
import type { Context } from './context.ts'
import { type CreditFlags, creditsFrom, parseReleaseType } from './credits.ts'
import { soundWarningText } from '../shared/soundWarnings.ts'

export interface EditFlags extends CreditFlags, BonusFlags, PictureFlags {
  readonly title?: string
  readonly artist?: string
  readonly release?: string
  readonly genre?: string
  readonly type?: string
  readonly description?: string
  readonly price?: string
  readonly reduced?: string
  readonly from?: string
  readonly until?: string
  readonly order?: string
  readonly preview?: string
  readonly sound?: string
}

/** Changes what stands of a work on sale, and with `--sound` what is heard of a track. */
export async function edit(text: string, { sound, ...flags }: EditFlags, context: Context): Promise<void> {
  const { node, terminal } = context
  const label = parseLabel(text, 'busker works')
  const { network } = await node.ask('status', {})
  const { id } = fromLabel(label)
  if (sound !== undefined) await inspectSound(parsePath(sound), context)
  const replaced = sound === undefined ? undefined : await replaceSound(id, parsePath(sound), context)
  // Afterwards, because where a preview begins is meant of the new sound.
  const isEdit = replaced === undefined || Object.keys(flags).length > 0
  const edited = isEdit ? await editWords(label, flags, network.decimals, context) : undefined
  const work = edited ?? replaced
  if (work === undefined) throw new Error('Nothing was changed.')
  terminal.result(z.encode(workView, work), `“${work.title}” at ${formatPrice(work, network)}: ${work.label}`)
}

async function editWords(
  label: Label,
  flags: Omit<EditFlags, 'sound'>,
  decimals: number,
  context: Context,
): Promise<WorkView> {
  const { work } = await context.node.ask('editWork', {
    id: fromLabel(label).id,
    changes: {
      ...wordsFrom(flags),
      ...(await creditsFrom(flags)),
      ...(flags.order !== undefined && { order: await orderFrom(flags.order, label, context) }),
      ...(await bonusFrom(flags, label, context)),
      ...(flags.preview !== undefined && { preview: parsePreview(flags.preview) }),
    },
    ...(flags.price !== undefined && parsePrice(flags.price, decimals)),
    ...reductionFrom(flags, decimals),
  })
  return work
}

/** What a price is reduced to, from when and until when; null: not any more. @throws BuskerError `CLI_AMOUNT`, `CLI_REDUCTION` */
export function reductionFrom(
  { reduced, from, until }: Pick<EditFlags, 'reduced' | 'from' | 'until'>,
  decimals: number,
): { reduced?: PriceReduction | null } {
  if (reduced === '') return { reduced: null }
  if (reduced === undefined && from === undefined && until === undefined) return {}
  const end = until === undefined ? undefined : parseEnd(until)
  const begin = from === undefined ? undefined : parseMoment(from)
  const isBegin = from === undefined || begin !== undefined
  if (reduced === undefined || end === undefined || !isBegin) {
    throw new BuskerError(
      'CLI_REDUCTION',
      'A reduced price has an amount, an end and, where it begins later, a beginning, such as --reduced 1.00 --from 2026-12-20 --until 2026-12-24. Nothing was changed.',
    )
  }
  return {
    reduced: {
      price: parseAmount(reduced, decimals),
      ...(begin !== undefined && { from: begin }),
      until: end,
    },
  }
}

/** Looks at the file first: nothing is changed for one that can't be sold. */
async function inspectSound(file: string, { node, terminal }: Context): Promise<void> {
  const [inspected] = await node.ask('inspect', { paths: [file] })
  if (inspected === undefined) throw new BuskerError('MEDIA_NOT_AUDIO', 'There is no audio file here.')
  const { warnings, problem } = inspected
  if (problem !== null) throw new BuskerError(problem.code, `${problem.message} Nothing was changed.`)
  for (const message of warnings.map(soundWarningText)) {
    terminal.progress({ notice: 'warning', file, message }, `Noticed: ${file}: ${message}`)
  }
}

/** Puts another sound on sale, and follows it. The node goes on with it when this is interrupted. */
async function replaceSound(id: WorkId, file: string, { node, terminal }: Context): Promise<WorkView> {
  await node.ask('replaceSound', { id, file })
  const { work, problem } = await node.ask(
    'followUpload',
    { id },
    {
      onProgress: ({ step, fraction }) => terminal.step({ step, fraction }, step, fraction),
    },
  )
  if (work !== null) return work
  throw new BuskerError(
    problem?.code ?? 'MEDIA_CANCELLED',
    `${problem?.message ?? 'Stopped before it was done.'} What was on sale stays on sale.`,
  )
}

/** Takes a work off sale. */
export async function withdraw(text: string, { node, terminal }: Context): Promise<void> {
  const label = parseLabel(text, 'busker works')
  await node.ask('withdrawWork', { id: fromLabel(label).id })
  terminal.result({ label }, 'Taken off sale. Who has bought it keeps it.')
}

function wordsFrom({ title, artist, release, genre, type, description, ...picture }: EditFlags): WorkChanges {
  return {
    ...(title !== undefined && { title }),
    ...(artist !== undefined && { artistName: artist }),
    ...(release !== undefined && { releaseTitle: release }),
    ...(genre !== undefined && { genre }),
    ...(type !== undefined && { releaseType: parseReleaseType(type) }),
    ...(description !== undefined && { description }),
    ...pictureFrom(picture),
  }
}

async function orderFrom(text: string, label: Label, { node }: Context): Promise<WorkId[]> {
  const tracks = await node.ask('releaseTracks', { label })
  const numbers = text.split(',').map((number) => parseCount(number.trim(), 1, tracks.length))
  return numbers.flatMap((number) => {
    const track = tracks[number - 1]
    return track === undefined ? [] : [fromLabel(track.label).id]
  })
}

/**
 * What everybody may hear: `whole`, where it begins (`1:15`), or from where to where (`1:15-2:00`).
 *
 * @throws BuskerError `CLI_NUMBER`, `CLI_PREVIEW`
 */
export function parsePreview(text: string): PreviewChoice {
  if (text === 'whole') return text
  const [from = '', to, ...more] = text.split('-')
  const startMs = parseTime(from)
  const choice = to === undefined ? { startMs } : { startMs, lengthMs: parseTime(to) - startMs }
  const parsed = previewChoice.safeParse(choice)
  if (parsed.success && more.length === 0) return parsed.data
  throw new BuskerError(
    'CLI_PREVIEW',
    `"${text}" is no part of a track, such as 1:15-2:00, of ${previewMinMs / 1000} to ${previewMaxMs / 1000} seconds.`,
  )
}

/** Milliseconds of a time as people write it: `75`, `1:15`, `1:02:03`. @throws BuskerError `CLI_NUMBER` */
export function parseTime(text: string): number {
  if (!/^\d{1,5}(:[0-5]?\d){0,2}$/.test(text)) {
    throw new BuskerError('CLI_NUMBER', `"${text}" is no time, such as 75 or 1:15.`)
  }
  return text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1000
}
