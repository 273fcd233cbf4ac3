import { useNavigate } from '@tanstack/react-router'
import type { Role } from '../../shared/api/app.ts'
import { type Command, useCommands } from './commands.ts'
import { navigationGroupsFor } from './Navigation.tsx'
import { t } from '../../shared/i18n/t.ts'

/** Offers to go wherever the navigation leads, by the palette and by keys. To be mounted anew when the role changes. */
export function NavigationCommands({ role }: { readonly role: Role | null }) {
  const navigate = useNavigate()
  const places = navigationGroupsFor(role).flatMap((group) => group.places)
  const publish: Command = {
    id: 'publish',
    label: t('common.publishMusic'),
    group: 'music',
    run: () => void navigate({ to: '/studio/publish' }),
  }
  const reservations: Command = {
    id: 'reservations',
    label: t('reservations.showReserved'),
    group: 'goTo',
    run: () => void navigate({ to: '/purchases' }),
  }
  useCommands([
    ...places.map(({ to, label, digit }): Command => {
      const keys = digit === undefined ? [] : [`Mod+${digit}`]
      return { id: to, label, group: 'goTo', keys, run: () => void navigate({ to }) }
    }),
    reservations,
    ...(role === 'listener' ? [] : [publish]),
  ])
  return null
}
