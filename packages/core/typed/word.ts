/** The words of the commands in both languages: names, seats, dimensions, classes and what else people type. */

import type { ChangeClass } from '../impact/class.ts';
import type { Dimension } from '../impact/dimension.ts';
import type { SeatRole } from '../policy/role.ts';

/** What people write elsewhere, or in other words, when they mean one of our commands: not ours, but whoever writes it believes to have acted. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  ...{ lgtm: 'approve', ok: 'approve', yes: 'approve', agree: 'approve', 'ok-to-merge': 'approve' },
  ...{ no: 'reject', nack: 'reject', disapprove: 'reject', veto: 'reject', deny: 'reject' },
  ...{ unapprove: 'retract', 'remove-approve': 'retract', 'remove-lgtm': 'retract', unlgtm: 'retract' },
  ...{ unvote: 'retract', 'withdraw-vote': 'retract', 'take-back': 'retract', revoke: 'retract' },
  ...{ raise: 'raise-class', lower: 'lower-class' },
  ...{ unhold: 'release', 'un-hold': 'release', 'remove-hold': 'release', unblock: 'release', resume: 'release' },
  ...{ block: 'hold', pause: 'hold', wait: 'hold', stop: 'hold', unassess: 'assess', estimate: 'assess' },
  ...{ commands: 'help', why: 'explain', status: 'explain', postpone: 'defer', acknowledge: 'confirm', ack: 'confirm' },
  ...{ 通过: '同意', 赞同: '同意', 支持: '同意', 认可: '同意', 接受: '同意', 许可: '同意', 准许: '同意', 准予: '同意' },
  ...{
    审批: '同意',
    审批通过: '同意',
    审核通过: '同意',
    评审通过: '同意',
    核准: '同意',
    已批准: '同意',
    已同意: '同意',
  },
  ...{
    不反对: '同意',
    无异议: '同意',
    没意见: '同意',
    取消批准: '收回表决',
    撤销批准: '收回表决',
    取消同意: '收回表决',
  },
  ...{
    撤回表决: '收回表决',
    撤回投票: '收回表决',
    收回投票: '收回表决',
    撤票: '收回表决',
    收回同意: '收回表决',
    撤回同意: '收回表决',
  },
  ...{ 迁移: '改用新策略', 换用新策略: '改用新策略' },
  ...{ 否决: '反对', 不批准: '反对', 不赞成: '反对', 不认可: '反对', 不支持: '反对', 不接受: '反对' },
  ...{ 投反对票: '反对', 不予批准: '反对' },
  ...{ 取消暂停: '解除暂停', 解除: '解除暂停', 释放: '解除暂停', 解冻: '解除暂停', 放行: '解除暂停', 冻结: '暂停' },
  ...{ 审核: '评审', 审阅: '评审', 审查: '评审', 撤销: '撤回', 完结: '关闭', 结项: '关闭', 确定: '确认' },
  ...{
    验收: '验证',
    核实: '验证',
    延后: '推迟',
    补充资料: '要求补充',
    补充资讯: '要求补充',
    求助: '帮助',
    用法: '帮助',
  },
  ...{ handover: 'owner', 'hand-over': 'owner', reassign: 'owner' },
  ...{ 移交: '变更负责人', 转交: '变更负责人', 换人: '变更负责人' },
};

/** Words by which somebody takes work in, where the name of work follows: of ours such as are said of something else, words that stand elsewhere for a yes, and others. */
export const TAKING_IN: ReadonlySet<string> = new Set([
  ...['approve', 'confirm', 'second', 'take-over', 'accepted', 'accept-work', 'accept-pr', 'accept-pull', 'claim'],
  ...['link', 'attach', 'associate', 'include', 'adopt', 'admit', 'allow', 'permit', 'acknowledge', 'cover', 'covers'],
  ...['take', 'take-in', 'add', 'recognise', 'recognize', 'implements', 'implemented-by', 'work'],
  ...[
    '同意',
    '确认',
    '附议',
    '采纳',
    '批准',
    '赞成',
    '采用',
    '采取',
    '认领',
    '关联',
    '纳入工作',
    '加入',
    '包含',
    '包括',
  ],
  ...[
    '引入',
    '承认',
    '接纳',
    '接收',
    '收下',
    '收纳',
    '收录',
    '列入',
    '归入',
    '并入',
    '添加',
    '链接',
    '绑定',
    '允许',
    '受理工作',
  ],
]);

/**
 * Commands of other bots that differ little from one of ours: whoever writes them speaks to those. (`/retest` is nearly `/reject`, `/rebase`
 * nearly `/release`.) What resembles none of ours needs no place here.
 */
export const FOREIGN: ReadonlySet<string> = new Set([
  ...[
    'retest',
    'rebase',
    'retitle',
    'restart',
    'rerun',
    'remind',
    'recheck',
    'reset',
    'review-request',
    'request-review',
  ],
  ...[
    'assign',
    'unassign',
    'ask',
    'analyze',
    'approve-all',
    'archive',
    'clone',
    'copy',
    'deploy',
    'merge',
    'label',
    'lock',
  ],
  ...[
    'plant',
    'play',
    'test',
    'tests',
    'stat',
    'stats',
    'state',
    'store',
    'story',
    'save',
    'share',
    'snooze',
    'dev',
    'docs',
  ],
  ...[
    'drop-tests',
    'dropbox',
    'done-by',
    'release-note',
    'release-notes',
    'release-note-none',
    'verified',
    'version',
    'cc',
  ],
]);

/** Of each list the first Chinese word is the one that is shown. */
export const SEAT_WORDS: Readonly<Record<SeatRole, readonly string[]>> = {
  'project-manager': ['pm', 'project manager', '项目经理'],
  'technical-expert': ['expert', 'technical expert', '技术专家'],
  customer: ['client', '客户', '客户代表', '甲方', '业主', '建设单位'],
  sponsor: ['发起人', '出资方', '投资方', '赞助人'],
  quality: ['qa', 'quality representative', '质量代表', '质量', '质量经理'],
  safety: ['safety representative', '安全代表', '安全', '安全经理'],
  lead: ['项目负责人', '负责人'],
  member: ['second member', '另一名成员', '成员', '第二名成员'],
};

export const DIMENSION_WORDS: Readonly<Record<Dimension, readonly string[]>> = {
  schedule: ['time', '进度', '工期', '时间'],
  cost: ['money', 'costs', '成本', '费用'],
  quality: ['质量'],
  risk: ['risks', '风险'],
  feasibility: ['feasible', '可行性'],
};

export const CLASS_WORDS: Readonly<Record<ChangeClass, readonly string[]>> = {
  minor: ['轻微', '微小'],
  moderate: ['一般', '中等', '中度'],
  major: ['较大', '严重'],
  critical: ['重大', '特别重大', '特大', '关键'],
};

export const STAGE_WORDS = {
  start: ['starts', 'starting', 'implementation', '开始', '启动', '开工', '实施', '开始实施'],
  merge: ['merged', 'merging', '合并', '合入'],
  deploy: [
    ...['deployed', 'deploying', 'deployment', 'release', 'released', 'releasing', 'go-live', 'golive', 'launch'],
    ...['rollout', 'ships', 'shipped', 'shipping', '部署', '发布', '上线', '投产'],
  ],
  close: ['closed', 'closing', 'closure', '关闭', '结项'],
} as const satisfies Record<string, readonly string[]>;

/** Chinese words inside arguments, replaced before an argument is read; longer ones first. */
export const ARGUMENT_WORDS: readonly (readonly [string, string])[] = [
  ['错过合同里程碑', ' contract-milestone '],
  ['合同里程碑', ' contract-milestone '],
  ['关键路径', ' critical-path '],
  ['里程碑', ' milestone '],
  ['置信度', ' confidence '],
  ['个工作日', ' d '],
  ['工作日', ' d '],
  ['个人天', ' person-days '],
  ['个人日', ' person-days '],
  ['个人月', ' person-months '],
  ['个人时', ' person-hours '],
  ['人天', ' person-days '],
  ['人日', ' person-days '],
  ['人月', ' person-months '],
  ['人时', ' person-hours '],
  ['人工时', ' person-hours '],
  ['工时', ' effort '],
  ['分摊', ' split '],
  ['分担', ' split '],
  ['工作量', ' effort '],
  ['验收标准', ' acceptance-criteria '],
  ['不满足客户的质量要求', ' not-met '],
  ['不满足客户要求', ' not-met '],
  ['不再满足客户要求', ' not-met '],
  ['仅外观', ' cosmetic '],
  ['外观', ' cosmetic '],
  ['回归', ' regression '],
  ['部分', ' partial '],
  ['全部', ' full '],
  ['剩余', ' residual '],
  ['残余', ' residual '],
  ['应对:', ' '],
  ['已缓解', ' mitigated '],
  ['已减轻', ' mitigated '],
  ['减轻', ' mitigate '],
  ['缓解', ' mitigate '],
  ['规避', ' avoid '],
  ['转移', ' transfer '],
  ['接受', ' accept '],
  ['变差', ' worse '],
  ['下降', ' worse '],
  ['降低', ' worse '],
  ['变好', ' better '],
  ['提升', ' better '],
  ['改善', ' better '],
];

/** Chinese words that are replaced only where a whole word stands, because they are parts of others. */
export const WHOLE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/(\d)\s*[天日](?![^\s,，;；()])/g, '$1d '],
  [/无需回归(?:测试)?/g, ' regression none '],
  [/部分回归(?:测试)?|回归(?:测试)?\s*部分/g, ' regression partial '],
  [/(?:全面|全部|完整|全量)回归(?:测试)?|回归(?:测试)?\s*(?:全部|全面|完整)/g, ' regression full '],
  [/验收标准(?:有变化|有变更|变更|变化|改变)/g, ' acceptance-criteria '],
];
