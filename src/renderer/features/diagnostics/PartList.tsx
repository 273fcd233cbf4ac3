import { clsx } from 'clsx'
import { CircleCheck, CircleX, LoaderCircle, Pause, RotateCw } from 'lucide-react'
import { useIpcMutation, type IpcOutput } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { partDescriptions } from './partDescriptions.ts'

type Part = IpcOutput<'status'>['parts'][number]

const stateStyles = {
  ready: { icon: CircleCheck, className: 'text-positive', word: 'Works' },
  starting: { icon: LoaderCircle, className: 'text-accent animate-spin', word: 'Starting' },
  failed: { icon: CircleX, className: 'text-danger', word: 'Away' },
  stopped: { icon: Pause, className: 'text-text-3', word: 'Stopped' },
} as const

/** Each part, how it is, and a way to start it anew. */
export function PartList({ parts }: { readonly parts: readonly Part[] }) {
  const restart = useIpcMutation('restartPart')
  const away = parts.filter(({ state }) => state !== 'ready').length
  return (
    <>
      <p role="status" className="mb-3 text-text-2">
        {away === 0
          ? 'Everything works.'
          : `${away} of ${parts.length} parts do not work yet. They are tried again by themselves.`}
      </p>
      <ul className="divide-y divide-line rounded-large border border-line bg-surface-2">
        {parts.map(({ name, state, detail }) => {
          const { icon: Icon, className, word } = stateStyles[state]
          const [title, does] = partDescriptions[name] ?? [name, '']
          return (
            <li
              key={name}
              className="grid grid-cols-[18px_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2.5"
            >
              <Icon size={18} aria-hidden className={className} />
              <div>
                <span className="font-medium">{title}</span>
                <span className="ml-2 text-sm text-text-3 max-wide:hidden">{does}</span>
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
                  busy={restart.isPending && restart.variables.name === name && 'Starting…'}
                  onClick={() => restart.mutate({ name })}
                >
                  Restart
                </Button>
                <span id={`part-${name}`} className="sr-only">
                  {title}
                </span>
              </div>
              {detail === '' ? null : (
                <p className="col-start-2 col-end-4 text-sm wrap-anywhere text-text-2">{detail}</p>
              )}
            </li>
          )
        })}
      </ul>
      {restart.isError ? (
        <ErrorState
          title="It did not start"
          error={restart.error}
          money="Money under way is safe: orders go on as soon as the part is back."
          className="mt-3"
        />
      ) : null}
    </>
  )
}
