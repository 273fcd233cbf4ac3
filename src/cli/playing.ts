import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BuskerError } from '../shared/errors.ts'
import { type Address, fromLabel, type Label } from '../shared/ids.ts'
import { parseAddress, parseCount, parseLabel, parsePath } from './arguments.ts'
import type { Context } from './context.ts'

export interface PlayFlags {
  readonly out: string
  readonly artist?: string
  readonly track?: string
}

/** Decodes a track that one owns to a WAV file, or of a release one track, or all of them into a folder. */
export async function play(text: string, flags: PlayFlags, context: Context): Promise<void> {
  const label = parseLabel(text, 'busker works --bought')
  const artist = flags.artist === undefined ? {} : { artist: parseAddress(flags.artist) }
  const out = parsePath(flags.out)
  if (fromLabel(label).kind === 'track') {
    if (flags.track !== undefined) {
      throw new BuskerError('CLI_NUMBER', 'This is a single track; --track is for releases.')
    }
    const sound = await exportSound(label, out, context, artist)
    return context.terminal.result(sound, describeSound(sound))
  }
  const tracks = await context.node.ask('releaseTracks', { label, ...artist })
  if (flags.track !== undefined) {
    const track = tracks[parseCount(flags.track, 1, tracks.length) - 1]
    if (track === undefined) throw new Error('A number within the release names a track.')
    const sound = await exportSound(track.label, out, context)
    return context.terminal.result(sound, describeSound(sound))
  }
  await mkdir(out, { recursive: true })
  const sounds: Sound[] = []
  for (const [index, track] of tracks.entries()) {
    const file = join(out, fileNameOf(index + 1, tracks.length, track.title))
    sounds.push(await exportSound(track.label, file, context))
  }
  context.terminal.result(sounds, sounds.map(describeSound).join('\n'))
}

interface Sound {
  readonly file: string
  readonly samples: number
  readonly sampleRate: number
  readonly channels: number
}

async function exportSound(
  label: Label,
  file: string,
  { node, terminal }: Context,
  artist: { readonly artist?: Address } = {},
): Promise<Sound> {
  const onProgress = (at: { readonly fraction: number }) =>
    terminal.progress(at, `${Math.round(at.fraction * 100)} %`)
  return { file, ...(await node.ask('exportSound', { label, file, ...artist }, { onProgress })) }
}

function describeSound({ file, samples, sampleRate, channels }: Sound): string {
  return `${(samples / sampleRate).toFixed(1)} s, ${channels} channels at ${sampleRate} Hz: ${file}`
}

/** What no file system takes in a name, or gives a meaning of its own. */
const unfit = /[\p{Cc}/\\:*?"<>|]/gu
/** UTF-8; file systems take 255 for all of a name. */
const maxTitleBytes = 200
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Such as `03 Rain.wav`: whatever the title is, a name that sorts and that every file system takes. */
export function fileNameOf(number: number, count: number, title: string): string {
  const digits = Math.max(2, String(count).length)
  let fit = ''
  for (const { segment } of graphemes.segment(title.replaceAll(unfit, '_'))) {
    if (Buffer.byteLength(fit + segment) > maxTitleBytes) break
    fit += segment
  }
  return `${String(number).padStart(digits, '0')} ${fit.replace(/[. ]+$/, '') || 'Untitled'}.wav`
}
