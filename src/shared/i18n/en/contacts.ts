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
  yourName: 'Your name at this hub',
  noName: 'None yet: people find you by your card.',
  copyName: 'Copy the name',
  chooseAName: 'Choose a name…',
  changeName: 'Change…',
  giveNameUp: 'Give it up',
  takeIt: 'Take it',
  nameStaysAsItWas: 'It stays as it was',
  shortName: 'Short name',
  whatANameDoes:
    'Whoever knows it can give you music or send you money by it. Everybody at this hub can look it up, and then knows your account. It goes to whoever asks first; what you give up is kept from others for half a year.',
  whatAShortNameIs: '3 to 24 letters a to z, digits and single hyphens; it begins with a letter.',
  askingTheHub: 'Asking the hub whose @{{name}} is…',
  theHubSaysSo:
    'The hub says that @{{name}} is this account, and could say so of anybody. Compare the picture or the address with them before you give or send much. From then on you know their keys, and if the hub names somebody else, you are told.',
  copyLink: 'Copy as a link',
  whoHasYourCard:
    'Whoever has this link can give you music. They copy it, or read it with a camera, and keep you as a contact in their Busker. It opens nothing: anybody may see it.',
  cardForACamera: 'Your card, for a camera',
} as const
