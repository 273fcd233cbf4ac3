import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { isOpenCode } from '../../../shared/api/codes.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { codeDeepLink } from '../../../shared/deepLinks.ts'
import { parseEnd } from '../../../shared/endOfDay.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { dayOf } from '../../ui/time.ts'
import { useNow } from '../../ui/Time.tsx'
import { DayField } from './DayField.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'

interface CodesDialogProps {
  readonly work: WorkView
  readonly onClose: () => void
}

/** Codes of a work, for gifts and press: to make, to copy as a list and to end. */
export function CodesDialog({ work, onClose }: CodesDialogProps) {
  const codes = useIpcQuery('workCodes', { id: work.id })
  const make = useIpcMutation('makeCodes')
  const end = useIpcMutation('endCodes')
  const save = useIpcMutation('app.saveCodes')
  const [count, setCount] = useState('10')
  const [day, setDay] = useState('')
  const now = useNow()
  const number = /^\d{1,4}$/.test(count) ? Number(count) : 0
  const until = day === '' ? undefined : parseEnd(day)
  const isCount = number >= 1 && number <= 1000
  const isDay = day === '' || (until !== undefined && until > now)
  const open = codes.data?.filter((code) => isOpenCode(code, now)) ?? []
  const list = open.map(({ code }) => `${code}\t${codeDeepLink(work.label, code)}`).join('\n')
  const problem = make.error ?? end.error ?? save.error
  return (
    <Dialog
      title={t('studio.codesOf', { title: work.title })}
      description={t('studio.whoHasACode')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            disabled={open.length === 0}
            busy={end.isPending && t('common.saving')}
            onClick={() => end.mutate({ id: work.id })}
          >
            {t('studio.endOpenCodes')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('common.done')}
          </Button>
        </>
      }
    >
      <form
        className="flex items-start gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isCount && isDay)
            make.mutate({ id: work.id, count: number, ...(until !== undefined && { until }) })
        }}
      >
        <TextField
          label={t('studio.howManyCodes')}
          value={count}
          inputMode="numeric"
          error={isCount ? undefined : t('studio.oneToAThousand')}
          onChange={({ target }) => setCount(target.value)}
          className="flex-1"
        />
        <DayField
          label={t('studio.until')}
          value={day}
          onChange={setDay}
          hint={t('studio.noEndOfCodes')}
          problem={isDay ? undefined : t('studio.chooseADayToCome')}
        />
        <Button
          type="submit"
          className="mt-6"
          disabled={!isCount || !isDay}
          busy={make.isPending && t('common.saving')}
        >
          {t('studio.makeCodes')}
        </Button>
      </form>
      {problem === null ? null : (
        <p role="alert" className="mt-2 text-danger">
          {messageOf(problem)}
        </p>
      )}
      {codes.error === null ? null : (
        <ErrorState
          title={t('studio.codesCouldNotBeRead')}
          error={codes.error}
          onRetry={() => void codes.refetch()}
        />
      )}
      {codes.data === undefined || codes.data.length === 0 ? null : (
        <>
          <div className="mt-4 flex items-center justify-between">
            <h3 className="font-semibold">
              {t('studio.openOfCodes', { open: open.length, all: codes.data.length })}
            </h3>
            <div className="flex items-center gap-2">
              <CopyButton label={t('studio.copyOpenCodes')} text={list} />
              <Button size="small" icon={FileDown} onClick={() => save.mutate({ label: work.label })}>
                {t('studio.saveCodes')}
              </Button>
            </div>
          </div>
          <ul
            className="mt-2 max-h-60 overflow-y-auto"
            aria-label={t('studio.codesOf', { title: work.title })}
          >
            {codes.data.map((one) => (
              <li key={one.code} className="flex h-8 items-center justify-between gap-4">
                <code dir="ltr" className={isOpenCode(one, now) ? '' : 'text-text-3 line-through'}>
                  {one.code}
                </code>
                <span className="text-sm text-text-3">
                  {one.redeemedBy === null
                    ? one.endsAt === null
                      ? ''
                      : t('studio.codeUntil', { day: dayOf(one.endsAt - 1, now) })
                    : t('studio.codeRedeemed')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
