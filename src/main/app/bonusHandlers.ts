import { extname } from 'node:path'
import type { ApiHandlers, Input } from '../../shared/api/define.ts'
import type { appExportApi } from '../../shared/api/export.ts'
import { type BonusKind, bonusExtensions, bonusFileName } from '../../shared/bonusFiles.ts'
import { BuskerError } from '../../shared/errors.ts'
import { t } from '../../shared/i18n/t.ts'
import { quote } from '../../shared/text.ts'
import type { Confirmations } from '../guard/confirmations.ts'
import type { NodeHost } from '../node/nodeHost.ts'

type Methods = Pick<ApiHandlers<typeof appExportApi>, 'app.openBonus'>

export interface OpenBonusOptions {
  /** @throws BuskerError `NODE_LOCKED` */
  readonly node: () => Pick<NodeHost['open']['handlers'], 'exportBonus' | 'work'>
  readonly confirmations: Pick<Confirmations, 'require'>
  /** Makes a folder whose files go when Busker is locked or quits. */
  readonly makeFolder: () => Promise<string>
  /** Opens a file with the system's program for it. @returns why it could not be, or nothing */
  readonly openPath: (file: string) => Promise<string>
}

/** What programs show. Archives are for the person to unpack, and nothing else is ever opened. */
const openedKinds: readonly BonusKind[] = ['pdf', 'jpeg', 'png', 'webp', 'text']
const openedEndings = new Set(openedKinds.map((kind) => `.${bonusExtensions[kind]}`))

/** Handlers of files that go with releases, to be looked at. */
export function openBonusHandlers(options: OpenBonusOptions): Methods {
  const { node, confirmations, makeFolder, openPath } = options
  const fileAt = async ({ label, index }: Input<(typeof appExportApi)['app.openBonus']>, context: never) => {
    const file = (await node().work({ label }, context)).bonus[index]
    if (file !== undefined && openedKinds.includes(file.kind)) return file
    throw new BuskerError('BONUS_NOT_OPENED', 'Busker does not open this file. Save it instead.')
  }
  return {
    async 'app.openBonus'(place, context) {
      const file = await fileAt(place, context as never)
      await confirmations.require({
        message: t('confirm.openBonus', { name: quote(bonusFileName(file), 100) }),
        detail: t('confirm.openBonusDetail'),
        button: t('common.open'),
      })
      const { file: path } = await node().exportBonus(
        { ...place, folder: await makeFolder() },
        context as never,
      )
      // Its artist may have put another file in its place meanwhile.
      const isShown = openedEndings.has(extname(path))
      const problem = isShown ? await openPath(path) : 'it is another file now'
      if (problem === '') return {}
      throw new BuskerError(
        'BONUS_NOT_OPENED',
        `The system did not open the file: ${problem}. Save it instead.`,
      )
    },
  }
}
