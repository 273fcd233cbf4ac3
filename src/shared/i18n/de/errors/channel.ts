import type { channelErrors } from '../../../errors/channelErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const channel = {
  CHANNEL_AMOUNTS_UNKNOWN:
    'Die Beträge der geschlossenen Verbindung sind hier nicht bekannt. Warte, bis der Hub antwortet, oder frag seinen Betreiber.',
  CHANNEL_ANSWER_LATE:
    'Die Verbindung wurde mit einem alten Stand geschlossen, und für eine Antwort war es zu spät. Bitte den Hub zu zahlen, was er unterschrieben hat.',
  CHANNEL_ANSWER_NOT_WORTH_GAS:
    'Die andere Seite hat die Verbindung geschlossen; zu antworten kostet mehr, als es rettet. Es geschieht, sobald die Gebühr niedrig genug ist.',
  CHANNEL_GAS_MISSING:
    'Die andere Seite hat deine Verbindung geschlossen, und dein Konto hat zu wenig für die Gebühr der Antwort. Sende rechtzeitig etwas dorthin.',
  CHANNEL_PROOF_UNKNOWN:
    'Was die andere Seite zuletzt unterschrieben hat, ist hier nicht bekannt. Frag den Hub, stelle eine neuere Kopie wieder her oder nimm hin, was die Chain sagt.',
  CHANNEL_SECRET_NOT_WORTH_GAS:
    'Diese Zahlung auf der Chain zu holen kostete mehr, als sie bringt. Sie wird geholt, wenn die Gebühr fällt.',
} as const satisfies ErrorSentences<typeof channelErrors>
