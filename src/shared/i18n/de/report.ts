export const report = {
  report: 'Melden …',
  reportName: '„{{name}}“ melden',
  whoReadsIt:
    'Wer den Hub betreibt, liest die Meldung, mit deinem Konto darunter. Daraufhin kann der Hub es bei Suche und Listen weglassen; an Käufen ändert das nichts.',
  reason: 'Was ist falsch',
  notTheirs: 'Es ist die Musik von jemand anderem',
  impersonation: 'Hier gibt sich jemand als jemand anderes aus',
  unlawful: 'Es verstößt gegen das Gesetz',
  spam: 'Es ist Spam oder führt in die Irre',
  broken: 'Es lässt sich nicht abspielen oder ist etwas anderes',
  other: 'Etwas anderes',
  text: 'Was der Betreiber wissen sollte',
  textHint: 'Darf leer bleiben.',
  tooLong: 'Höchstens {{most, number}} Zeichen.',
  send: 'Meldung senden',
  sending: 'Wird gesendet …',
  sent: 'Der Betreiber des Hubs hat deine Meldung.',
  notSent: 'Die Meldung wurde nicht gesendet',
  leftOut: 'Der Hub lässt dies bei Suche und Listen weg.',
  leftOutBecause:
    'Sein Betreiber sagt: „{{reason}}“ Kaufen kannst du es wie bisher, und was dir gehört, bleibt deins.',
} as const
