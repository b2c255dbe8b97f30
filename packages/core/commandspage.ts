/** Every command as the pages `docs/commands.md` and `docs/commands.zh-CN.md`: who gives it when, and how it is written (`npm run docs`). */
import { actsOf, rowOf, stagesOf, type Typed, wordsOf } from './change/acts.ts';
import { OPEN, STAGES, type Stage } from './change/stage.ts';
import type { Profile } from './policy/profile.ts';
import { message } from './text/catalogue.ts';
import { COLON } from './text/colon.ts';
import { commandIn, EXAMPLES, exampleOf, type InEnglish, type Word, WRITTEN } from './text/command.ts';
import type { Locale } from './text/locale.ts';
import { readComment } from './typed/read.ts';
import { MENTION } from './typed/reading.ts';
import { whoseForms } from './view/help.ts';
import { stageName } from './view/names.ts';
import { or, PLAIN, type Speaker, speaker, type Value } from './view/sentence.ts';

/** In which chapter each command stands; a command without a chapter does not compile. */
const CHAPTER_OF: Readonly<Record<Typed, Chapter>> = {
  submit: 'ask',
  'made-for': 'ask',
  reopen: 'ask',
  withdraw: 'ask',
  triage: 'intake',
  owner: 'intake',
  'need-info': 'intake',
  decline: 'intake',
  duplicate: 'intake',
  supersede: 'intake',
  assess: 'assess',
  plan: 'assess',
  alternatives: 'assess',
  'raise-class': 'assess',
  'take-over': 'assess',
  'turn-down': 'assess',
  review: 'assess',
  vote: 'decide',
  retract: 'decide',
  confirm: 'decide',
  attest: 'decide',
  concern: 'decide',
  resolve: 'decide',
  condition: 'decide',
  'meet-condition': 'decide',
  'send-back': 'decide',
  migrate: 'decide',
  away: 'decide',
  back: 'decide',
  reject: 'chair',
  defer: 'chair',
  'take-up': 'chair',
  'lower-class': 'chair',
  cancel: 'chair',
  second: 'chair',
  start: 'work',
  accept: 'work',
  done: 'work',
  drop: 'work',
  hold: 'work',
  release: 'work',
  evidence: 'result',
  actuals: 'result',
  verify: 'result',
  close: 'result',
  emergency: 'emergency',
  ratify: 'emergency',
};

type Chapter = 'ask' | 'intake' | 'assess' | 'decide' | 'chair' | 'work' | 'result' | 'emergency';

interface Told {
  readonly title: string;
  /** Who gives these commands, and when. */
  readonly when: string;
}

/** In the order in which a request meets them. */
const CHAPTERS: Readonly<Record<Chapter | 'questions', Readonly<Record<Locale, Told>>>> = {
  ask: {
    en: { title: 'Ask for a change', when: 'The requester, before the board is asked.' },
    'zh-CN': { title: '提出变更', when: '由申请人在提交评审之前使用。' },
  },
  intake: {
    en: { title: 'Take it in', when: 'The change manager, when a request has come in.' },
    'zh-CN': { title: '受理', when: '由变更经理在收到请求后使用。' },
  },
  assess: {
    en: {
      title: 'Assess and plan',
      when: 'The owner and the experts, until the board has what it needs. Lines that stand below a command here belong to it, and to the same comment.',
    },
    'zh-CN': {
      title: '评估与计划',
      when: '由变更负责人和各方专家使用，直到委员会所需的内容齐备。示例中命令下方的各行须与命令写在同一条评论中。',
    },
  },
  decide: {
    en: {
      title: 'Decide',
      when: 'The board and the customer. A vote counts for the content that its writer saw; an edit of that content ends it.',
    },
    'zh-CN': {
      title: '评审表决',
      when: '由委员和客户使用。每一票只对表决时看到的内容有效，内容修改后须重新表决。',
    },
  },
  chair: {
    en: {
      title: 'Propose, and second it',
      when: 'The chair proposes what is more than a vote; another member of the board has to agree.',
    },
    'zh-CN': { title: '提议与附议', when: '表决之外的决定由委员会主席提议，须另一名委员附议后生效。' },
  },
  work: {
    en: {
      title: 'Do the work',
      when: 'Whoever does the work, once it is approved. A pull request says in its description which request it is for: `Change: #12`.',
    },
    'zh-CN': {
      title: '实施',
      when: '批准之后，由参与实施的人使用。请在拉取请求的描述中写明所属的变更请求，例如 `变更：#12`。',
    },
  },
  result: {
    en: { title: 'Show the result', when: 'Whoever did the work shows it; somebody else verifies it and closes.' },
    'zh-CN': { title: '验证与关闭', when: '由参与实施的人提供证据，由未参与实施的人验证并关闭。' },
  },
  emergency: {
    en: { title: 'In an emergency', when: 'The work begins at once, and the board reviews it afterwards.' },
    'zh-CN': { title: '紧急变更', when: '先行实施，事后由委员会复核。' },
  },
  questions: {
    en: { title: 'Ask', when: 'Anybody, at any time. They change nothing.' },
    'zh-CN': { title: '查询', when: '任何人随时可以使用，不会改动任何内容。' },
  },
};

interface Frame {
  readonly head: readonly string[];
  readonly who: string;
  readonly when: string;
  readonly anyone: string;
  readonly open: string;
  readonly always: string;
  readonly inProfile: (stages: string, light: string) => string;
  /** What stands between two words for the same thing, and at the end of a sentence. */
  readonly between: string;
  readonly end: string;
  readonly other: { readonly title: string; readonly row: string };
  readonly help: string;
}

const FRAMES: Readonly<Record<Locale, Frame>> = {
  en: {
    head: [
      '# Commands',
      '',
      '**English** · [中文](commands.zh-CN.md)',
      '',
      'People act on a change request by commands in its comments, each on a line of its own and in English or Chinese. Nobody has to know them: every act has its',
      'button or form on the page of the request, and `/help` lists what can be done now and by whom. A command that is not taken is answered with what is wrong, why, and what would work.',
      '',
      'Written from the rows of the commands by `npm run docs`; tests read every example as a comment and have it decided. Roles are filled in [the policy](policy.md).',
    ],
    who: 'Who',
    when: 'When',
    anyone: 'anybody',
    open: 'while it is open',
    always: 'at any time',
    inProfile: (standard, light) => `${standard}; under the light profile ${light}`,
    between: ', ',
    end: '.',
    other: { title: 'The same words in Chinese', row: '| English | Chinese |' },
    help: '`/help` lists what can be done now, and by whom',
  },
  'zh-CN': {
    head: [
      '# 命令',
      '',
      '[English](commands.md) · **中文**',
      '',
      '在变更请求的评论中输入命令即可办理，每条命令单独成行，中英文均可。无需记住命令：变更请求的页面上，每项操作都有相应的按钮或表单；输入 `/帮助` 可查看当前可用的命令及适用的人员。命令未被采纳时，会说明问题、原因和处理办法。',
      '',
      '本页由命令表自动生成，其中的示例均经过测试。各角色由谁担任，见[变更策略](policy.zh-CN.md)。',
    ],
    who: '适用人员',
    when: '适用阶段',
    anyone: '任何人',
    open: '关闭之前',
    always: '任何时候',
    inProfile: (standard, light) => `${standard}；轻量模式下为${light}`,
    between: '、',
    end: '。',
    other: { title: '中英文对照', row: '| 中文 | 英文 |' },
    help: '`/帮助`：查看当前可用的命令及适用的人员',
  },
};

/** The whole page in one language. */
export function commandsPage(locale: Locale): string {
  const frame = FRAMES[locale];
  const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
  const examples = examplesRead();
  const chapters = Object.entries(CHAPTERS) as [Chapter | 'questions', (typeof CHAPTERS)[Chapter]][];
  return [
    ...frame.head,
    ...chapters.flatMap(([chapter, told]) => [
      '',
      `## ${told[locale].title}`,
      '',
      told[locale].when,
      ...(chapter === 'questions'
        ? questions(locale)
        : typedIn(chapter).flatMap((type) => section(type, examples.get(type) ?? [], say, frame))),
    ]),
    '',
    `## ${frame.other.title}`,
    '',
    frame.other.row,
    '|---|---|',
    ...Object.entries(WRITTEN).map(([word, { zh }]) =>
      locale === 'en' ? `| \`/${word}\` | \`/${zh}\` |` : `| \`/${zh}\` | \`/${word}\` |`,
    ),
    '',
  ].join('\n');
}

const typedIn = (chapter: Chapter): readonly Typed[] =>
  (Object.keys(CHAPTER_OF) as readonly Typed[]).filter((type) => CHAPTER_OF[type] === chapter);

function section(type: Typed, examples: readonly InEnglish[], say: Speaker, frame: Frame): readonly string[] {
  const { locale } = say;
  const who = whoseForms(actsOf(type), (roles) => roles);
  const heading = wordsOf(type).map((word) => `\`${commandIn(locale, `/${word}`)}\``);
  return [
    '',
    `### ${heading.join(frame.between)}`,
    '',
    `${message(locale, `status.help.${type}`)}${frame.end}`,
    '',
    `- **${frame.who}**${COLON[locale]}${who === undefined ? frame.anyone : say(who)}`,
    `- **${frame.when}**${COLON[locale]}${stages(type, say, frame)}`,
    '',
    ...fence(examples, locale),
  ];
}

function questions(locale: Locale): readonly string[] {
  const lines = [FRAMES[locale].help, message(locale, 'status.help.explain')];
  return [
    '',
    ...lines.map((line) => `- ${line}${FRAMES[locale].end}`),
    '',
    ...fence(
      ['help', 'explain'].map((word) => exampleOf(word as Word)),
      locale,
    ),
  ];
}

/** One block: each example begins at its slash, and what belongs to it stands below. */
function fence(examples: readonly InEnglish[], locale: Locale): readonly string[] {
  return ['```text', ...examples.map((one) => commandIn(locale, one)), '```'];
}

function stages(type: Typed, say: Speaker, frame: Frame): string {
  const inProfile = (profile: Profile) => named(stagesOf(rowOf(type), profile), say, frame);
  const [standard, light] = [inProfile('standard'), inProfile('light')];
  return light === standard ? standard : frame.inProfile(standard, light);
}

function named(stages: readonly Stage[], say: Speaker, frame: Frame): string {
  if (stages.length === STAGES.length) return frame.always;
  if (stages.length === OPEN.length && OPEN.every((one) => stages.includes(one))) return frame.open;
  const list: Value = or(stages.map(stageName));
  return say(list);
}

/** Examples by the command that they are read as: those of `reject` belong to two of them. */
function examplesRead(): ReadonlyMap<string, readonly InEnglish[]> {
  const found = new Map<string, InEnglish[]>();
  for (const example of Object.keys(EXAMPLES) as readonly InEnglish[])
    for (const one of readComment(example, factsFor(example)))
      if (one.kind === 'command') found.set(one.command.type, [...(found.get(one.command.type) ?? []), example]);
  return found;
}

function factsFor(example: string) {
  const mentioned = example.match(new RegExp(MENTION.source, 'gi')) ?? [];
  const people = new Map(mentioned.map((at) => [at.slice(1), { id: `example:${at.slice(1)}`, name: at.slice(1) }]));
  return { people, locale: 'en', currency: 'CNY' } as const;
}
