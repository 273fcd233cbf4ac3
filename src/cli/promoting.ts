import { z } from 'zod'
import { promotionApi } from '../shared/api/promotion.ts'
import { BuskerError } from '../shared/errors.ts'
import { toProfileUrl } from '../shared/profile.ts'
import { parseLabel, parsePath } from './arguments.ts'
import type { Context } from './context.ts'

export interface PromoteFlags {
  readonly work?: string
  readonly site?: string
  readonly program?: string
}

/** Writes a web page of oneself, or of one work, into a folder. */
export async function promote(
  folder: string,
  flags: PromoteFlags,
  { node, terminal }: Context,
): Promise<void> {
  const { work, site, program } = flags
  const written = await node.ask(
    'promote',
    {
      folder: parsePath(folder),
      ...(work !== undefined && { label: parseLabel(work, 'busker works') }),
      ...(site !== undefined && { site: parseWebAddress(site) }),
      ...(program !== undefined && { program: parseWebAddress(program) }),
    },
    { onProgress: (at) => terminal.step(at, 'Writing tracks', at.total === 0 ? 1 : at.done / at.total) },
  )
  terminal.result(
    z.encode(promotionApi.promote.output, written),
    `${written.files} files in ${written.folder}. Copy the folder to any web space; open index.html to see it.`,
  )
}

/** @throws BuskerError `CLI_LINK` */
function parseWebAddress(text: string): string {
  const url = toProfileUrl(text)
  if (url?.startsWith('https://') === true) return url
  throw new BuskerError(
    'CLI_LINK',
    `"${text}" is no address of a web page, such as https://example.org/music/.`,
  )
}
