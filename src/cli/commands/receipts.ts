import type { Command } from 'commander'
import writeFileAtomic from 'write-file-atomic'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { resolveOrderId } from '../purchasing.ts'

/** receipt, verify-receipt, identity: what is passed on to others, as text in files. */
export function receiptCommands(program: Command): void {
  program
    .command('receipt <order>')
    .description(
      'write the proof of payment to a file: a page for people if it ends in .html, else the bare proof',
    )
    .requiredOption('--out <file>', 'where to')
    .action(async (id: string, flags: { out: string }, command: Command) => {
      const context = contextOf(command)
      const out = parsePath(flags.out)
      const wanted = { id: await resolveOrderId(id, context) }
      const text = /\.html?$/i.test(out)
        ? (await context.node.ask('receiptPage', wanted)).page
        : `${(await context.node.ask('receipt', wanted)).receipt}\n`
      await writeFileAtomic(out, text, { mode: 0o600 })
      context.terminal.result(
        { file: out },
        `The receipt is in ${out}. Whoever has it can show that you paid.`,
      )
    })

  program
    .command('verify-receipt <file>')
    .description('check a receipt, a page or the bare proof: who paid whom, for what; needs no running node')
    .action(async (file: string, _flags: unknown, command: Command) => {
      const { checkReceipt } = await import('../checkReceipt.ts')
      await checkReceipt(parsePath(file), contextOf(command))
    })

  program
    .command('identity')
    .description('your identity card: with it others can give you music')
    .requiredOption('--out <file>', 'where to')
    .action(async (flags: { out: string }, command: Command) => {
      const { node, terminal } = contextOf(command)
      const out = parsePath(flags.out)
      const { card } = await node.ask('identity', {})
      await writeFileAtomic(out, `${card}\n`)
      terminal.result({ file: out }, `Your identity card is in ${out}. It holds no secret.`)
    })
}
