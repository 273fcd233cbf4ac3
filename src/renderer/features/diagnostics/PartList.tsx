import { clsx } from 'clsx'
import { CircleCheck, CircleX, LoaderCircle, Pause, RotateCw } from 'lucide-react'
import { useIpcMutation, type IpcOutput } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { describePart, partProblem } from './partDescriptions.ts'
import { t } from '../../../shared/i18n/t.ts'

type Part = IpcOutput<'status'>['parts'][number]

const stateStyles = {
  ready: {
    icon: CircleCheck,
    className: 'text-positive',
    get word() {
      return t('diagnostics.works')
    },
  },
  starting: {
    icon: LoaderCircle,
    className: 'text-accent animate-spin',
    get word() {
      return t('diagnostics.starting')
    },
  },
  failed: {
    icon: CircleX,
    className: 'text-danger',
    get word() {
      return t('diagnostics.away')
    },
  },
  stopped: {
    icon: Pause,
    className: 'text-text-3',
    get word() {
      return t('common.stopped')
    },
  },
} as const

/** Each part, how it is, and a way to start it anew. */
export function PartList({ parts }: { readonly parts: readonly Part[] }) {
  const restart = useIpcMutation('restartPart')
  const away = parts.filter(({ state }) => state !== 'ready').length
  return (
    <>
      <p role="status" className="mb-3 text-text-2">
        {away === 0
          ? t('diagnostics.everythingWorks')
          : t('diagnostics.ofPartsDoNotWork', { away, count: parts.length })}
      </p>
      <ul className="divide-y divide-line rounded-large border border-line bg-surface-2">
        {parts.map((part) => {
          const { name, state } = part
          const { icon: Icon, className, word } = stateStyles[state]
          const [title, does] = describePart(name)
          const problem = partProblem(part)
          return (
            <li
              key={name}
              className="grid grid-cols-[18px_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2.5"
            >
              <Icon size={18} aria-hidden className={className} />
              <div>
                <span className="font-medium">{title}</span>
                <span className="ms-2 text-sm text-text-3 max-wide:hidden">{does}</span>
                <span className="sr-only">: {word}</span>
              </div>
              <div className="flex items-center gap-2">
                <span
                  aria-hidden
                  className={clsx('text-sm', state === 'ready' ? 'text-text-3' : 'text-text-1')}
                >
                  {word}
                </span>
                <Button
                  size="small"
                  variant="quiet"
                  icon={RotateCw}
                  aria-describedby={`part-${name}`}
                  busy={restart.isPending && restart.variables.name === name && t('diagnostics.startingDots')}
                  onClick={() => restart.mutate({ name })}
                >
                  {t('diagnostics.restart')}
                </Button>
                <span id={`part-${name}`} className="sr-only">
                  {title}
                </span>
              </div>
              {problem === null ? null : (
                <p className="col-start-2 col-end-4 text-sm wrap-anywhere text-text-2">{problem}</p>
              )}
            </li>
          )
        })}
      </ul>
      {restart.isError ? (
        <ErrorState
          title={t('diagnostics.itDidNotStart')}
          error={restart.error}
          money={t('diagnostics.moneyUnderWayIsSafe')}
          className="mt-3"
        />
      ) : null}
    </>
  )
}
