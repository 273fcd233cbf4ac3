import type { Command } from 'commander'
import { z } from 'zod'
import { grantView, nodeApi } from '../../shared/api/node.ts'
import { parsePolicy } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { table } from '../terminal.ts'

/** grants, revoke. */
export function accessCommands(program: Command): void {
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
