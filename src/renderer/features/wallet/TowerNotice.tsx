import { Eye, EyeOff, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { TowersView } from '../../../shared/api/towers.ts'
import { describeSpan, leastWatched } from '../../../shared/watching.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Time } from '../../ui/Time.tsx'

/** Who watches the connection while this machine is off; nothing where nothing can be lost yet and nobody is to watch. */
export function TowerNotice() {
  const towers = useIpcQuery('towers', {}, { refetchIntervalMs: 30_000 })
  if (towers.data === undefined) return null
  return (
    <Section title="While you are away">
      <Watching view={towers.data} />
      <div className="mt-2">
        <Disclosure label="Towers">
          <TowerList view={towers.data} />
          <AddTower />
        </Disclosure>
      </div>
    </Section>
  )
}

function Watching({ view }: { readonly view: TowersView }) {
  const least = leastWatched(view)
  if (least === null) {
    return (
      <p className="text-text-2">
        Nothing has been paid to you over this connection yet, so nobody has to watch it.
      </p>
    )
  }
  if (least.watching === 0) {
    return (
      <p role="status" className="flex gap-2 rounded-small bg-warning-soft px-3 py-2 text-warning">
        <EyeOff size={18} aria-hidden className="mt-0.5 shrink-0" />
        Nobody watches while you are away. If the hub closes your connection, Busker must be running within{' '}
        {describeSpan(view.settleTimeoutMs)}, or what you were paid can be lost. Add a tower below: it watches
        for you and can not take anything.
      </p>
    )
  }
  return (
    <p className="flex items-center gap-2 text-text-2">
      <Eye size={18} aria-hidden className="shrink-0 text-positive" />
      <span>
        {least.watching === 1 ? '1 tower watches' : `${least.watching} towers watch`} your connection
        {least.since === null ? null : (
          <>
            , with what is newest since <Time at={least.since} />
          </>
        )}
        .
      </span>
    </p>
  )
}

function TowerList({ view }: { readonly view: TowersView }) {
  const remove = useIpcMutation('removeTower')
  if (view.towers.length === 0) return <p className="text-text-2">No tower is handed anything yet.</p>
  return (
    <ul className="flex flex-col gap-2" aria-label="Towers">
      {view.towers.map((tower) => (
        <li key={tower.peer} className="flex items-center justify-between gap-4">
          <div className="min-w-0">
            <p className="truncate font-medium">{tower.operator ?? tower.address ?? tower.peer}</p>
            <p className="text-sm text-text-2">{describeTower(tower, view.channels.length)}</p>
          </div>
          {tower.isOfProfile ? null : (
            <Button
              size="small"
              variant="quiet"
              icon={Trash2}
              busy={remove.isPending && remove.variables?.peer === tower.peer && 'Removing…'}
              onClick={() => remove.mutate({ peer: tower.peer })}
            >
              Remove
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function AddTower() {
  const add = useIpcMutation('addTower')
  const [address, setAddress] = useState('')
  return (
    <form
      className="mt-3 flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate({ address }, { onSuccess: () => setAddress('') })
      }}
    >
      <TextField
        label="Address of a tower"
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        error={add.isError ? messageOf(add.error) : undefined}
        className="min-w-72 flex-1"
      />
      <Button
        type="submit"
        icon={Plus}
        className="mt-6"
        disabled={address.trim() === ''}
        busy={add.isPending && 'Asking it…'}
      >
        Add
      </Button>
    </form>
  )
}

function describeTower(tower: TowersView['towers'][number], channels: number): string {
  if (tower.problem !== null) return tower.problem.message
  if (tower.operator === null) return 'Not reached yet.'
  if (!tower.isIndependent) return 'Belongs to the hub, which is whom a tower watches: it does not count.'
  if (channels === 0) return 'Has nothing to watch yet.'
  return tower.watches === channels ? 'Watches.' : 'Is being told what is newest.'
}
