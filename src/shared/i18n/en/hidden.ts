export const hidden = {
  hiddenArtists: 'Hidden artists',
  nobodyIsHidden: 'Nobody is. An artist is hidden from their page, or from the menu of a work.',
  whatHiddenMeans:
    'Nothing of theirs is found in Discover, in searches and in news. What you own stays in the library. Nobody is told of it.',
  artistIsHidden: 'You have hidden this artist.',
  hideTheArtist: 'Hide the artist',
  showTheArtist: 'Show the artist again',
  hideName: 'Hide {{name}}',
  showName: 'Show {{name}} again',
  showAgain: 'Show again',
  isHidden: '{{name}} is hidden. What you own stays.',
  isShownAgain: '{{name}} is shown again.',
} as const
