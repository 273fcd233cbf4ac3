import type { remoteErrors } from '../../../errors/remoteErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const remote = {
  REMOTE_APPS_FULL:
    'Dieser Server ist schon mit so vielen Apps gekoppelt, wie er kennen will. Entkopple dort eine (busker node unpair).',
  REMOTE_BUSY: 'Der Server wurde zu oft gefragt. Frag gleich noch einmal.',
  REMOTE_CODE_MALFORMED:
    'Das ist kein Code eines Servers, oder er wurde nicht ganz kopiert. Nichts wurde gekoppelt.',
  REMOTE_CODE_REFUSED:
    'Der Server kennt diesen Code nicht: Er wurde benutzt, ist älter als zehn Minuten, oder es gibt einen neueren. Mach dort einen neuen (busker node pair).',
  REMOTE_NONE: 'Mit diesem Gerät ist kein Server gekoppelt. Kopple zuerst einen.',
  REMOTE_NOT_PAIRED: 'Der Server kennt diese App nicht oder nicht mehr. Kopple sie neu (busker node pair).',
  REMOTE_OTHER_ACCOUNT: 'Das andere Gerät hat nicht dieselben 24 Wörter. Nichts wurde gekoppelt.',
  REMOTE_UNREACHABLE:
    'Der Server antwortet nicht: Vielleicht ist er aus, oder er erreicht den Hub nicht. Was er verkauft hat, ist da, wenn er wieder da ist.',
} as const satisfies ErrorSentences<typeof remoteErrors>
