'use strict';
// Runs before anything else, in the oldest JavaScript we can expect, so that a missing Node 24 is said in a sentence
// instead of a syntax error.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Countersign needs Node 24, and this is Node ${process.versions.node}.\n` +
      'On Linux (x64, arm64) it comes with the project: run "npm ci" in its folder, then "npm start".\n' +
      'If npm skips install scripts or optional packages, run "npm ci --include=optional" and "npm run postinstall".\n' +
      'Elsewhere, install Node 24 first: https://nodejs.org\n\n' +
      `Countersign 需要 Node 24，当前是 Node ${process.versions.node}。\n` +
      '在 Linux（x64、arm64）上它随项目一起安装：请在项目目录中运行 "npm ci"，再运行 "npm start"。\n' +
      '若 npm 被设置为跳过安装脚本或可选包，请运行 "npm ci --include=optional" 和 "npm run postinstall"。\n' +
      '在其他系统上，请先安装 Node 24：https://nodejs.org',
  );
  process.exit(1);
}

// Compiled code is kept between starts where that can be written; without it a start takes a third longer.
require('node:module').enableCompileCache?.(
  require('node:path').join(__dirname, '..', '..', 'node_modules', '.cache', 'countersign'),
);
