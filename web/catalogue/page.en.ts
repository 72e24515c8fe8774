/** The words of the frame, and of what every view has. */
export const english = {
  views: {
    networks: 'Networks',
    nodes: 'Nodes',
    decisions: 'Decisions',
    weights: 'Weights',
    questionnaire: 'Questionnaire',
    prices: 'Prices',
    missing: 'No such page',
  },
  /** Of a window, after the view's own name. */
  product: 'Genie',
  skip: 'Skip to the content',
  navigation: 'Views',
  display: 'Display',
  theme: 'Colours',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  language: 'Language',
  missingLead: 'There is nothing at this address. The views are in the bar above.',
  viewFault: 'This view cannot be loaded.',
  viewFaultLead: 'The server may be away, or have been renewed while the page was open.',
  reload: 'Load the page again',

  live: 'Live',
  connecting: 'Connecting',
  paused: (since: string) => `Paused since ${since}`,
  lost: (since: string) => `Connection lost since ${since}`,
  lostBanner: 'These are the last figures that came.',
  updated: (ago: string) => `updated ${ago}`,
  resume: 'Resume',
  tryNow: 'Try now',
  pause: 'Pause',

  node: 'Node',
  nodes: 'Nodes',
  chooseNode: 'Choose a node',
  findNode: 'Find a node',
  findOneOf: (count: number) => `Find one of ${count} nodes`,
  seen: (ago: string) => `seen ${ago}`,
  noNode: 'No node is named so',
  moreNodes: (count: number) => `and ${count} more`,

  signIn: 'Sign in',
  tokenWanted: 'This server wants to know who you are. Your token',
  tokenRefused: 'This server does not take that token. Try another one',

  loading: 'Loading',
  noAnswer: 'The server gave no answer.',
  answered: (status: number) => `The server answered ${status}`,
  unreachable: 'The server cannot be reached: see whether it runs',
  tryAgain: 'Try again',
  stale: 'This is the last answer that came.',

  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Could not copy: mark the text and copy it yourself',
  dismiss: 'Dismiss',
  faultsAbove: (count: number) =>
    count === 1 ? 'One entry cannot be taken' : `${count} entries cannot be taken`,
  required: 'Has to be filled in',
  notANumber: 'Has to be a number, such as 2.5',
  outside: (least: string, most: string) => `Has to be from ${least} to ${most}`,
  below: (least: string) => `Has to be ${least} or more`,
  tooLong: (most: number) => `Has to be ${most} characters at most`,
  optional: 'may stay empty',
  charts: { asTable: 'As a table', byKeys: 'Move along with the arrow keys' },
  justNow: 'just now',
}

/** What every language has to say. */
export type PageWords = typeof english
