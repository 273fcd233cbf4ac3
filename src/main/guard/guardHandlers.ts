import type { ApiHandlers, CallContext, Input, Output } from '../../shared/api/define.ts'
import { filesOfDraft } from '../../shared/filesOfDraft.ts'
import type { WindowApi } from '../../shared/ipc.ts'
import type { ChosenFiles } from './chosenFiles.ts'
import type { Confirmations } from './confirmations.ts'
import { type MoneyFacts, type MoneyQuestions, moneyQuestions } from './moneyQuestions.ts'
import { type ConfirmedMethod, type FileMethod, type PageRight, pageRights } from './pageRights.ts'
import type { Spending } from './spending.ts'

/** The node that is open when a page asks. */
export interface GuardedNode extends Omit<MoneyFacts, 'handlers'> {
  readonly handlers: ApiHandlers<WindowApi>
  readonly spending: Pick<Spending, 'spend'>
}

export interface GuardOptions {
  /** @throws BuskerError `NODE_LOCKED` */
  readonly node: () => GuardedNode
  readonly confirmations: Confirmations
  readonly files: ChosenFiles
}

/**
 * Handlers of all that the page may not do by itself: money moves with a person's word, music and what it is paid
 * from without one within the daily limit, and files are those that a person named. Each throws `CONFIRMATION_DECLINED` or `FILE_NOT_CHOSEN` otherwise.
 */
export function guardHandlers(
  options: GuardOptions,
): Pick<ApiHandlers<WindowApi>, ConfirmedMethod | FileMethod> {
  const { node, confirmations, files } = options
  const approve = async <M extends ConfirmedMethod>(
    method: M,
    input: Input<WindowApi[M]>,
    context: CallContext<unknown>,
  ): Promise<void> => {
    const { spending, ...facts } = node()
    const question: MoneyQuestions[M] = moneyQuestions(facts)[method]
    const asked = await question(input, context)
    if (asked === null) return
    const { free, ...rest } = asked
    if (free !== undefined && (await spending.spend(free.amount, free.purpose))) return
    await confirmations.require(rest)
  }
  const guard = (method: keyof WindowApi) => async (input: never, context: never) => {
    if (pageRights[method] === 'files') files.require(namedFiles[method as FileMethod](input))
    else await approve(method as ConfirmedMethod, input, context)
    // Asked for now: the node may have been locked while the question stood.
    const run: (input: never, context: never) => Promise<unknown> = node().handlers[method]
    const answer = await run(input, context)
    // Its files were chosen before, or it would not have been kept.
    if (method === 'uploadDraft') files.add(filesOfKept(answer as Output<WindowApi['uploadDraft']>))
    return answer
  }
  const guarded = (Object.entries(pageRights) as [keyof WindowApi, PageRight][]).filter(
    ([, right]) => right !== 'free',
  )
  return Object.fromEntries(guarded.map(([method]) => [method, guard(method)])) as never
}

const namedFiles: { readonly [M in FileMethod]: (input: Input<WindowApi[M]>) => readonly string[] } = {
  inspect: ({ paths }) => paths,
  replaceSound: ({ file }) => [file],
  measureSound: ({ file }) => [file],
  uploadDraft: () => [],
  keepUploadDraft: ({ draft }) => filesOfDraft(draft),
  editWork: ({ changes: { artwork, bonus = [] } }) => [
    ...(artwork === undefined ? [] : [artwork]),
    ...bonus.flatMap((one) => ('file' in one ? [one.file] : [])),
  ],
  setProfile: ({ picture, header }) => [picture, header].filter((path) => typeof path === 'string'),
  upload: ({ tracks, release }) =>
    [
      ...tracks.flatMap(({ file, edits }) => [file, edits.artwork]),
      ...(release === undefined ? [] : [release.edits.artwork, ...(release.edits.bonus ?? [])]),
    ].filter((path) => path !== undefined),
}

const filesOfKept = (kept: Output<WindowApi['uploadDraft']>): string[] =>
  kept === null ? [] : filesOfDraft(kept.draft)
