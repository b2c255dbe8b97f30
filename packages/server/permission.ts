/** What the app asks GitHub for, a row each with what it is for: the manifest and the table in the pages on running it are made from these (`npm run docs`). */
import type { Locale } from '@countersign/core/text/locale.ts';

interface Permission {
  readonly level: 'read' | 'write';
  readonly why: Readonly<Record<Locale, string>>;
}

/** The least with which the app does what it says. */
const ROWS = {
  checks: {
    level: 'write',
    why: {
      en: 'the check *Countersign*, which holds back a merge or lets it through, and its buttons',
      'zh-CN': '写入检查 Countersign（拦截或放行合并）及其按钮',
    },
  },
  contents: {
    level: 'write',
    why: {
      en: 'reading the policy, and the commits of a pull request. It writes once: the branch of the pull request that offers a policy',
      'zh-CN': '读取策略和拉取请求的提交。只写入一次：添加策略的拉取请求所用的分支',
    },
  },
  issues: {
    level: 'write',
    why: {
      en: 'reading change requests and the commands in their comments; the status comment, labels, answers, and edits of a request that people make on its page',
      'zh-CN': '读取变更请求及评论中的命令；写入状态评论、标签和答复，以及在页面上对变更请求的修改',
    },
  },
  members: {
    level: 'read',
    why: { en: 'who is in the teams to which the policy gives roles', 'zh-CN': '查询策略中担任角色的团队有哪些成员' },
  },
  merge_queues: {
    level: 'read',
    why: {
      en: 'the groups of the merge queue, which are judged at the moment of merging',
      'zh-CN': '获知合并队列中的合并组，在合并的那一刻重新检查',
    },
  },
  metadata: {
    level: 'read',
    why: { en: 'GitHub gives it to every app', 'zh-CN': 'GitHub 授予每个应用的基本权限' },
  },
  pull_requests: {
    level: 'write',
    why: {
      en: 'which files a pull request changes and what it says it is for; the pull request that offers a policy, and a comment where work was merged out of process',
      'zh-CN': '读取拉取请求改动的文件及其所属的变更请求；创建添加策略的拉取请求，并在违规合并时发表评论',
    },
  },
} as const satisfies Readonly<Record<string, Permission>>;

export const PERMISSIONS = Object.fromEntries(Object.entries(ROWS).map(([name, { level }]) => [name, level]));

export const EVENTS = [
  ...['issues', 'issue_comment', 'pull_request', 'check_run', 'check_suite', 'merge_group'],
  ...['push', 'team', 'membership', 'organization', 'label', 'repository'],
] as const;

const BEGIN = '<!-- The permissions are written by `npm run docs`, from packages/server/permission.ts. -->';
const END = '<!-- End of the permissions. -->';

const WORDS = {
  en: {
    head: '| permission | for |',
    levels: { read: 'read', write: 'read and write' },
    events: 'Events',
    colon: ': ',
    and: ', ',
    end: '.',
  },
  'zh-CN': {
    head: '| 权限 | 用途 |',
    levels: { read: '读取', write: '读写' },
    events: '事件',
    colon: '：',
    and: '、',
    end: '。',
  },
} as const;

/** The page with the table as it has to be. @throws Error when the page has no place for it */
export function withPermissions(page: string, locale: Locale): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before === -1 || after < before) throw new Error('the page has lost the marks around its table of permissions');
  return `${page.slice(0, before)}${BEGIN}\n\n${table(locale)}\n\n${page.slice(after)}`;
}

function table(locale: Locale): string {
  const { head, levels, events, colon, and, end } = WORDS[locale];
  const rows = Object.entries(ROWS).map(
    ([name, { level, why }]) => `| \`${name}\`${colon}${levels[level]} | ${why[locale]} |`,
  );
  const listed = EVENTS.map((one) => `\`${one}\``).join(and);
  return [head, '|---|---|', ...rows, '', `${events}${colon}${listed}${end}`].join('\n');
}
