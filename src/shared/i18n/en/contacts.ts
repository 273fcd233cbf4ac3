export const contacts = {
  contacts: 'Contacts',
  add: 'Add a contact',
  none: 'Nobody yet. Whom you keep here is found by name when you send money or give music.',
  canBeGivenMusic: 'can be given music',
  remove: 'Remove {{name}}',
  whoIsKept:
    'The name is yours to choose and stays with you. The keys of a card are those you see now: if somebody shows you others later, Busker says so.',
  keep: 'Keep',
  wasNotKept: 'It was not kept',
  name: 'Name',
  who: 'Card, link or address',
  whoHint:
    'Music can be given to whoever showed you their card or its link; money can be sent to an address too.',
  choose: 'Choose…',
  contact: 'Contact',
  nobodyYouKnow: 'None of your contacts',
  copyLink: 'Copy as a link',
  whoHasYourCard:
    'Whoever has this link can give you music. They copy it, or read it with a camera, and keep you as a contact in their Busker. It opens nothing: anybody may see it.',
  cardForACamera: 'Your card, for a camera',
} as const
