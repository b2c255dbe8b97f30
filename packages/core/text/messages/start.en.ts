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
  'start.channel.no-address':
    'This is no address. Write the one that the service gave for its robot, or that of your webhook.',
  'start.channel.no-https': 'Messages are sent encrypted alone: an address begins with https://.',
  'start.channel.name-in-address': 'A user name or a password cannot stand in the address of a channel.',
  'start.channel.private':
    'This is an address of this machine or of a private network, where nothing is sent: it could be made to reach what only this server may.',
  'start.channel.name': 'A channel is named in capital letters and digits, such as CHANNEL_TEAM_A.',
  'start.channel.missing': 'Missing, while its secret is set.',
  'start.channel.unsigned':
    'Missing. What is no robot of 企业微信, 钉钉, 飞书, Slack or Microsoft Teams is a webhook, and each request to it is signed: set whsec_ and 24 to 64 random bytes in base64.',
  'start.channel.secret':
    'This is no secret to sign with: whsec_ and 24 to 64 random bytes in base64, made by “openssl rand -base64 32”.',
  'start.smtp-url':
    'This is not the address of a mail server such as smtps://user:password@mail.example:465, or smtp://mail.example:587. Correct it; @, :, / and # in a user or a password are written %40, %3A, %2F and %23.',
  'start.mail-from':
    'This is not whom mails come from, such as Countersign <countersign@example.com>. Write one address, with or without a name before it.',
  'start.mail-halved':
    'Missing: {missing}. Mail needs both SMTP_URL and MAIL_FROM; leave out both, and nobody is sent any.',
  'start.keys-unreadable':
    '{file} cannot be used: it does not hold the keys of an app. Restore it, set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET, or remove the file and register the app anew.',
  'start.newer-schema':
    'A later version of Countersign has written this record: its schema is “{found}”, and this version knows none after “{known}”. Nothing was changed. Start the later version; to go back to this one, restore a backup from before the update into an empty database: npm run countersign -- restore <file>',
  'start.database.unreachable':
    'Nothing answers at DATABASE_URL ({reason}). Start PostgreSQL there, or correct host and port.',
  'start.database.unknown-host':
    'Nobody knows the host in DATABASE_URL ({reason}). Correct it, or mend the name service.',
  'start.database.password':
    'The database refuses the password in DATABASE_URL. Correct it; @, :, / and # in a password are written %40, %3A, %2F and %23.',
  'start.database.not-admitted':
    'The database does not admit us ({reason}). Let this user in from this machine (pg_hba.conf), or add sslmode=require to DATABASE_URL if it asks for encryption.',
  'start.database.missing':
    'There is no such database ({reason}). Make it with createdb, or correct the name in DATABASE_URL.',
  'start.database.rights':
    'The user in DATABASE_URL may not do what is needed ({reason}). Make it the owner of the database.',
  'start.database.tls':
    'No encrypted connection to the database could be made ({reason}). Correct sslmode and sslrootcert in DATABASE_URL, or the certificate of the server.',
  'start.database.full':
    'The database has no space left ({reason}). Free some, and start again; nothing that was acknowledged is lost.',
  'start.database.busy':
    'The database lets nobody in now ({reason}). Wait until it is up, or has connections to spare, and start again.',
  'start.folder':
    '{path} cannot be used ({code}). Give the user who runs this the right to write there, or name another folder with DATA_DIR.',
  'start.full': 'There is no space left for {path} ({code}). Free some, and start again.',
  'start.record-lost':
    '{has, select, 0 {The record was lost: GitHub shows {label}, and nothing of it is on record. Restore a backup (npm run countersign -- restore <file>); to begin anew on purpose: npm run countersign -- accept-loss} other {The record is a former one: GitHub shows {label} at version {shows}, and version {has} is on record. Restore a later backup, or have what happened since looked at again: npm run countersign -- reconcile --since <time of the backup>}}',
  'start.unknown':
    'Countersign cannot start, by a mistake of its own ({reason}). Please report it; LOG_LEVEL=debug npm start shows where it happens.',
  'start.set-up':
    'Countersign waits for the keys of its GitHub App. No record was opened. To use it on GitHub, open {address}',
  'start.set-up.outside': 'or, from another machine, {address}',
} as const satisfies Record<`start.${string}`, string>;
