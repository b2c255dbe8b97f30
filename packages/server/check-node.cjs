'use strict';
// Runs before anything else, in the oldest JavaScript we can expect, so that a missing Node 24 is said in a sentence
// instead of a syntax error.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Countersign needs Node 24, and this is Node ${process.versions.node}.\n` +
      'It comes with the project: run "npm ci" in its folder, then start it with "npm start".\n' +
      'If npm was told to skip install scripts, run "npm rebuild node" once.\n\n' +
      `Countersign 需要 Node 24，当前是 Node ${process.versions.node}。\n` +
      '请在项目目录中运行 "npm ci"，再用 "npm start" 启动；若 npm 被设置为跳过安装脚本，请先运行一次 "npm rebuild node"。',
  );
  process.exit(1);
}
