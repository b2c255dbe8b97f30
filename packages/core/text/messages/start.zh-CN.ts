/** Chinese sentences for the terminal: the same keys and arguments as the English ones. */
import type { startEn } from './start.en.ts';

export const startZh = {
  'start.not-ours.app':
    '此存证记录属于 GitHub 应用 {owner}，由其写入，沙盒不能在此启动。要启动应用，请设置 APP_ID、PRIVATE_KEY（或 PRIVATE_KEY_PATH）、WEBHOOK_SECRET 和 PUBLIC_URL。要试用沙盒，请为它另设目录：DATA_DIR=.sandbox npm start',
  'start.not-ours.unknown':
    '此存证记录中有不是由沙盒写入的内容，沙盒不能在此启动。要启动写入这些内容的应用，请设置 APP_ID、PRIVATE_KEY（或 PRIVATE_KEY_PATH）、WEBHOOK_SECRET 和 PUBLIC_URL。要试用沙盒，请为它另设目录：DATA_DIR=.sandbox npm start',
  'start.not-ours.other':
    '此存证记录属于 GitHub 应用 {owner}，而当前密钥属于应用 {ours}。请使用应用 {owner} 的密钥启动，或改用其他存证记录（DATA_DIR 或 DATABASE_URL）。如果应用 {ours} 是重新注册的，需要接续此存证记录，请启动一次：ADOPT_RECORD_OF={owner} npm start',
  'start.not-ours.sandbox':
    '此存证记录属于沙盒，应用不能在此启动。请为应用另设存证记录（DATA_DIR 或 DATABASE_URL）。如果沙盒中的内容都不再需要，请启动一次：ADOPT_RECORD_OF=sandbox npm start，该存证记录将被清空。',
  'start.still-runs':
    '该存证记录目前的所有者（{owner, select, sandbox {沙盒} other {应用 {owner}}}）仍在其上运行。请先在所有机器上将其停止，再重新启动。',
  'start.adopted': '应用 {owner} 的存证记录今后属于应用 {ours}。',
  'start.emptied': '沙盒在此留下的内容已清除，应用 {ours} 从空的存证记录开始。',
  'start.keys-missing':
    '缺少：{missing}。应用需要 APP_ID、PRIVATE_KEY（或 PRIVATE_KEY_PATH）和 WEBHOOK_SECRET；只设置其中一部分时不会启动，也不会启动沙盒。',
  'start.channel.no-address': '这不是地址。请填写群机器人的 webhook 地址，或您自己的 webhook 地址。',
  'start.channel.no-https': '消息只通过加密连接发送，地址须以 https:// 开头。',
  'start.channel.name-in-address': '通知渠道的地址中不能包含用户名或密码。',
  'start.channel.private': '这是本机或内网地址。为避免本服务器被用来访问只有它能访问的资源，不会向此类地址发送消息。',
  'start.channel.name': '通知渠道的名称只用大写字母和数字，例如 CHANNEL_TEAM_A。',
  'start.channel.missing': '缺少地址，而其密钥已设置。',
  'start.channel.unsigned':
    '缺少密钥。不属于企业微信、钉钉、飞书、Slack 或 Microsoft Teams 机器人的地址按 webhook 处理，每次请求都要签名：请设置为 whsec_ 加 24 至 64 个随机字节的 base64。',
  'start.channel.secret':
    '这不是签名密钥。应为 whsec_ 加 24 至 64 个随机字节的 base64，可用“openssl rand -base64 32”生成。',
  'start.smtp-url':
    '这不是邮件服务器地址。应形如 smtps://用户:密码@mail.example:465 或 smtp://mail.example:587；用户名或密码中的 @、:、/、# 须写成 %40、%3A、%2F、%23。',
  'start.mail-from': '这不是发件人。应形如 Countersign <countersign@example.com>，只写一个地址，名称可省略。',
  'start.mail-halved': '缺少 {missing}。发送邮件需同时设置 SMTP_URL 和 MAIL_FROM；两者都不设置则不发送邮件。',
  'start.keys-unreadable':
    '无法使用 {file}：其中没有应用的密钥。请恢复此文件，或设置 APP_ID、PRIVATE_KEY 和 WEBHOOK_SECRET，或删除此文件后重新注册应用。',
  'start.newer-schema':
    '此存证记录由更新版本的 Countersign 写入：其结构版本为“{found}”，而当前版本最高只支持“{known}”。未作任何更改。请启动更新的版本；如需退回当前版本，请将升级之前的备份恢复到空数据库：npm run countersign -- restore <文件>',
  'start.database.unreachable': 'DATABASE_URL 处没有响应（{reason}）。请启动该处的 PostgreSQL，或更正主机和端口。',
  'start.database.unknown-host': '无法解析 DATABASE_URL 中的主机名（{reason}）。请更正主机名，或修复域名解析。',
  'start.database.password':
    '数据库拒绝了 DATABASE_URL 中的密码。请更正密码；密码中的 @、:、/、# 须分别写作 %40、%3A、%2F、%23。',
  'start.database.not-admitted':
    '数据库不允许连接（{reason}）。请允许此用户从本机连接（pg_hba.conf）；如果数据库要求加密，请在 DATABASE_URL 中加入 sslmode=require。',
  'start.database.missing': '没有这个数据库（{reason}）。请用 createdb 创建，或更正 DATABASE_URL 中的名称。',
  'start.database.rights': 'DATABASE_URL 中的用户权限不足（{reason}）。请将其设为数据库的所有者。',
  'start.database.tls':
    '无法与数据库建立加密连接（{reason}）。请更正 DATABASE_URL 中的 sslmode 和 sslrootcert，或服务器的证书。',
  'start.database.full': '数据库已没有可用空间（{reason}）。请释放空间后重新启动；已确认接收的内容不会丢失。',
  'start.database.busy': '数据库目前不接受连接（{reason}）。请待其启动完成或有空闲连接后重新启动。',
  'start.folder': '无法使用 {path}（{code}）。请为运行本程序的用户授予写入权限，或用 DATA_DIR 另设目录。',
  'start.full': '{path} 没有可用空间（{code}）。请释放空间后重新启动。',
  'start.record-lost':
    '{has, select, 0 {存证记录已丢失：GitHub 上显示着 {label}，而存证记录中没有它的任何内容。请恢复备份（npm run countersign -- restore <文件>）；如确要从新的存证记录开始：npm run countersign -- accept-loss} other {存证记录是较早的一份：GitHub 上显示的 {label} 为第 {shows} 版，而存证记录中只到第 {has} 版。请恢复更新的备份，或补读此后发生的内容：npm run countersign -- reconcile --since <备份时间>}}',
  'start.unknown':
    '由于自身的错误，Countersign 无法启动（{reason}）。请报告此问题；用 LOG_LEVEL=debug npm start 可查看出错位置。',
  'start.set-up': 'Countersign 正在等待 GitHub 应用的密钥，尚未打开任何存证记录。要在 GitHub 上使用，请打开 {address}',
  'start.set-up.outside': '或在其他机器上打开 {address}',
} as const satisfies Record<keyof typeof startEn, string>;
