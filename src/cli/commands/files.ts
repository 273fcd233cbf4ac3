import { type Command, Option } from 'commander'
import { exportFormats } from '../../shared/exportFormats.ts'
import { contextOf } from '../context.ts'
import { download, type DownloadFlags } from '../downloading.ts'

/** download. */
export function fileCommands(program: Command): void {
  program
    .command('download <labels...>')
    .description('write what you own as tagged files with covers: tracks, and of releases all tracks')
    .requiredOption(
      '--to <folder>',
      'below it: Artist/Release/01 Title; files that are there stay as they are',
    )
    .addOption(
      new Option('--format <format>', 'm4a is AAC as the artist encoded it, alac is lossless in .m4a')
        .choices(exportFormats)
        .default('flac'),
    )
    .option(
      '--bonus <number>',
      'of one release only this file that goes with it, numbered as busker files lists them',
    )
    .action(async (labels: string[], flags: DownloadFlags, command: Command) =>
      download(labels, flags, contextOf(command)),
    )
}
