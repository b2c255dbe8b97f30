/** The words of the commands in both languages: names, seats, dimensions, classes and what else people type. */

import type { ChangeClass } from '../impact/class.ts';
import type { Dimension } from '../impact/dimension.ts';
import type { SeatRole } from '../policy/role.ts';

/** What people write elsewhere, or in other words, when they mean one of our commands: not ours, but whoever writes it believes to have acted. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  ...{ lgtm: 'approve', ok: 'approve', yes: 'approve', agree: 'approve', 'ok-to-merge': 'approve' },
  ...{ no: 'reject', nack: 'reject', disapprove: 'reject', veto: 'reject', deny: 'reject' },
  ...{ unapprove: 'abstain', 'remove-approve': 'abstain', 'remove-lgtm': 'abstain', unlgtm: 'abstain' },
  ...{ unhold: 'release', 'un-hold': 'release', 'remove-hold': 'release', unblock: 'release', resume: 'release' },
  ...{ block: 'hold', pause: 'hold', wait: 'hold', stop: 'hold', unassess: 'assess', estimate: 'assess' },
  ...{ commands: 'help', why: 'explain', status: 'explain', postpone: 'defer', acknowledge: 'confirm', ack: 'confirm' },
  ...{ 同意: '批准', 赞成: '批准', 通过: '批准', 不同意: '反对', 拒绝: '反对', 否决: '反对', 不批准: '反对' },
  ...{ 不通过: '反对', 不反对: '批准', 无异议: '批准', 取消批准: '弃权', 撤销批准: '弃权', 取消同意: '弃权' },
  ...{ 解除暂停: '恢复', 取消暂停: '恢复', 解除: '恢复', 继续: '恢复', 挂起: '暂停', 冻结: '暂停', 暂缓: '推迟' },
  ...{ 重开: '重新打开', 重新提出: '重新打开', 实施: '开始', 启动: '开始', 解释: '说明', 原因: '说明', 撤销: '撤回' },
  ...{ 审批: '批准', 审批通过: '批准', 审核通过: '批准', 评审通过: '批准', 核准: '批准', 准许: '批准', 准予: '批准' },
  ...{
    许可: '批准',
    认可: '批准',
    赞同: '批准',
    支持: '批准',
    接受: '批准',
    已批准: '批准',
    已同意: '批准',
    没意见: '批准',
  },
  ...{
    不赞成: '反对',
    不认可: '反对',
    不支持: '反对',
    不接受: '反对',
    投反对票: '反对',
    不予批准: '反对',
    打回: '退回',
  },
  ...{ 释放: '恢复', 解冻: '恢复', 放行: '恢复', 中止: '暂停', 搁置: '暂停', 审核: '评审', 审阅: '评审', 审查: '评审' },
  ...{ 作废: '撤回', 关单: '关闭', 完结: '关闭', 确定: '确认', 核实: '验证', 延后: '推迟', 求助: '帮助', 用法: '帮助' },
  ...{
    验收: '验证',
    核验: '验证',
    实际投入: '实际',
    要求补充: '补充信息',
    补充资料: '补充信息',
    补充资讯: '补充信息',
    重新处理: '重启',
    降低等级: '降级',
  },
  ...{ 提高等级: '升级', 取消步骤: '放弃', 延期: '推迟', 命令: '帮助', 结项: '关闭' },
};

const PAIRS =
  '認认確确開开補补複复覆复評评劃划畫划備备選选級级審审準准對对棄弃權权異异議议決决採采納纳條条滿满遲迟啟启啓启緊紧暫暂復复證证據据實实際际驗验關关閉闭說说説说幫帮駁驳釋释贊赞過过無无銷销繼继續续掛挂凍冻結结緩缓動动處处許许單单訊讯資资';

/** As Taiwan and Hong Kong write the characters of our words. */
const SIMPLE: ReadonlyMap<string, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, at) => [PAIRS.charAt(2 * at), PAIRS.charAt(2 * at + 1)]),
);

export function simplified(word: string): string {
  return [...word].map((one) => SIMPLE.get(one) ?? one).join('');
}

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

export const SEAT_WORDS: Readonly<Record<SeatRole, readonly string[]>> = {
  'project-manager': ['pm', 'project manager', '项目经理'],
  'technical-expert': ['expert', 'technical expert', '技术专家'],
  customer: ['client', '客户', '客户代表'],
  sponsor: ['发起人', '投资方'],
  quality: ['qa', '质量', '质量经理'],
  safety: ['安全', '安全经理'],
  lead: ['负责人'],
  member: ['成员'],
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
  moderate: ['一般', '中等'],
  major: ['重大'],
  critical: ['关键', '特别重大'],
};

export const STAGE_WORDS = {
  start: ['开始', '启动'],
  merge: ['合并'],
  deploy: ['部署', '发布'],
  close: ['关闭'],
} as const satisfies Record<string, readonly string[]>;

/** Chinese words inside arguments, replaced before an argument is read; longer ones first. */
export const ARGUMENT_WORDS: readonly (readonly [string, string])[] = [
  ['合同里程碑', ' contract-milestone '],
  ['关键路径', ' critical-path '],
  ['里程碑', ' milestone '],
  ['置信度', ' confidence '],
  ['个工作日', ' d '],
  ['工作日', ' d '],
  ['个人天', ' person-days '],
  ['个人日', ' person-days '],
  ['个人月', ' person-months '],
  ['人天', ' person-days '],
  ['人日', ' person-days '],
  ['人月', ' person-months '],
  ['人时', ' person-hours '],
  ['每年', ' recurring '],
  ['分摊', ' split '],
  ['工作量', ' effort '],
  ['验收标准变更', ' acceptance-criteria '],
  ['不满足客户要求', ' not-met '],
  ['外观', ' cosmetic '],
  ['回归', ' regression '],
  ['部分', ' partial '],
  ['全部', ' full '],
  ['剩余', ' residual '],
  ['减轻', ' mitigate '],
  ['规避', ' avoid '],
  ['转移', ' transfer '],
  ['接受', ' accept '],
  ['已缓解', ' mitigated '],
  ['变差', ' worse '],
  ['变好', ' better '],
  ['有条件', ' with-conditions '],
  ['不可行', ' no '],
  ['可行', ' yes '],
  ['技术', ' technical '],
  ['资源', ' resources '],
  ['合同', ' contract '],
];

/** Chinese words that are replaced only where a whole word stands, because they are parts of others. */
export const WHOLE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/(\d)\s*[天日](?![^\s,，;；])/g, '$1d '],
  [/置信度?\s*低|低置信度?/g, ' confidence low '],
  [/confidence\s*低/g, 'confidence low'],
  [/confidence\s*中/g, 'confidence medium'],
  [/confidence\s*高/g, 'confidence high'],
];
