/** English sentences for the terminal of whoever starts the server. */
export const startEn = {
  'start.not-ours.app':
    'This record belongs to the GitHub App {owner}, which has written it: the sandbox does not start on it. To start the app, set APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH), WEBHOOK_SECRET and PUBLIC_URL. To try the sandbox, give it a folder of its own: DATA_DIR=.sandbox npm start',
  'start.not-ours.unknown':
    'This record holds entries that no sandbox has written: the sandbox does not start on it. To start the app that wrote them, set APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH), WEBHOOK_SECRET and PUBLIC_URL. To try the sandbox, give it a folder of its own: DATA_DIR=.sandbox npm start',
  'start.not-ours.other':
    'This record belongs to the GitHub App {owner}, and these keys belong to the App {ours}. Start with the keys of App {owner}, or with another record (DATA_DIR or DATABASE_URL). If App {ours} was registered in its place and has to go on with this record, start once with ADOPT_RECORD_OF={owner} npm start',
  'start.not-ours.sandbox':
    'This record belongs to a sandbox: the app does not start on it. Give the app another record (DATA_DIR or DATABASE_URL). If nothing of the sandbox is needed any more, start once with ADOPT_RECORD_OF=sandbox npm start: it empties the record.',
  'start.still-runs':
    'The {owner, select, sandbox {sandbox} other {App {owner}}} that this record belongs to still runs on it. Stop it first, on every machine, then start again.',
  'start.adopted': 'The record of App {owner} belongs to App {ours} from now on.',
  'start.emptied': 'What the sandbox had recorded here was removed; App {ours} begins with an empty record.',
  'start.keys-missing':
    'Missing: {missing}. An app needs APP_ID, PRIVATE_KEY (or PRIVATE_KEY_PATH) and WEBHOOK_SECRET; with a part of them nothing starts, the sandbox neither.',
  'start.keys-unreadable':
    '{file} cannot be used: it does not hold the keys of an app. Restore it, set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET, or remove the file and register the app anew.',
  'start.set-up':
    'Countersign waits for the keys of its GitHub App. No record was opened. To use it on GitHub, open {address}',
  'start.set-up.outside': 'or, from another machine, {address}',
} as const satisfies Record<`start.${string}`, string>;
