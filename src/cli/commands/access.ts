import type { Command } from 'commander'
import { z } from 'zod'
import { grantView, nodeApi } from '../../shared/api/node.ts'
import { parseAddress, parseLabel, parsePath, parsePolicy } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { table } from '../terminal.ts'

/** play, grants, revoke. */
export function accessCommands(program: Command): void {
  program
    .command('play <label>')
    .description('decode a track you own to a WAV file')
    .requiredOption('--out <file>', 'where to')
    .option('--artist <address>', 'where two artists offer the same label')
    .action(async (text: string, flags: { out: string; artist?: string }, command: Command) => {
      const { node, terminal } = contextOf(command)
      const wanted = parseLabel(text, 'busker works --bought')
      const file = parsePath(flags.out)
      const artist = flags.artist === undefined ? {} : { artist: parseAddress(flags.artist) }
      const sound = await node.ask(
        'exportSound',
        { label: wanted, file, ...artist },
        { onProgress: (at) => terminal.progress(at, `${Math.round(at.fraction * 100)} %`) },
      )
      const length = (sound.samples / sound.sampleRate).toFixed(1)
      terminal.result(
        { file, ...sound },
        `${length} s, ${sound.channels} channels at ${sound.sampleRate} Hz: ${file}`,
      )
    })

  program
    .command('grants')
    .description('who may join what, and until when')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const grants = await node.ask('grants', {})
      const rows = grants.map((grant) => [
        grant.id,
        grant.recipient,
        `${grant.threshold} of ${grant.shares}`,
        grant.isRevoked
          ? `revoked (${grant.acknowledged} of ${grant.shares} know)`
          : new Date(grant.end).toISOString(),
        grant.label,
      ])
      const head = ['Policy', 'Recipient', 'Keepers needed', 'Until', 'Label']
      terminal.result(
        z.encode(nodeApi.grants.output, grants),
        rows.length === 0 ? 'No access was granted yet.' : table(head, rows),
      )
    })

  program
    .command('revoke <policy>')
    .description('end joining; what was opened before stays playable')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const grant = await node.ask('revoke', { id: parsePolicy(text) })
      terminal.result(
        z.encode(grantView, grant),
        `Revoked. ${grant.acknowledged} of ${grant.shares} keepers know; the others are told when they answer.`,
      )
    })
}
