import { operatedServices as services } from '../../../src/process/operatedServices.ts'
import { systemdUnit } from '../../../src/process/systemdUnit.ts'

/** The account that everything runs as. */
export const account = 'busker'
const state = '/var/lib/busker'
const settings = '/etc/busker'

/** The names of the units, such as `busker-hub.service`. */
export const unitNames = Object.keys(services).map((name) => `busker-${name}.service`)

/** Each unit's text by its name. One whose settings are not there does not start. */
export function units(): Record<string, string> {
  const texts = Object.entries(services).map(([name, { title, command }]) => {
    const folder = `${state}/${name}`
    const unit = systemdUnit({
      description: title,
      command: ['/usr/bin/busker', ...command, folder],
      folder: state,
      needs: `${settings}/${name}.json`,
      user: account,
    })
    return [`busker-${name}.service`, unit] as const
  })
  return Object.fromEntries(texts)
}

/** The account, as sysusers.d(5) has it. */
export const sysusers = `u ${account} - "Busker" ${state}\n`

/** The folders, and each service's settings as links from its folder to where settings are kept, as tmpfiles.d(5) has it. */
export const tmpfiles = [
  `d ${settings} 0750 ${account} ${account}`,
  `d ${state} 0700 ${account} ${account}`,
  ...Object.keys(services).flatMap((name) => [
    `d ${state}/${name} 0700 ${account} ${account}`,
    `L ${state}/${name}/${name}.json - ${account} ${account} - ${settings}/${name}.json`,
  ]),
  '',
].join('\n')
