'use strict';
// Runs after `npm ci`, under whatever Node the machine has. npm 10 deletes the link to the Node that it has just installed, because
// the package for the other processor, which it leaves out, has a program of the same name. Where that Node cannot run here
// (musl, an old glibc), the link goes, so that check-node.cjs can say a sentence about the Node that is left. The headers that come with
// it (67 MB) are for compiling add-ons, of which there are none here.
const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, rmSync, symlinkSync } = require('node:fs');
const { dirname, join } = require('node:path');

const modules = join(__dirname, '..', '..', 'node_modules');
const program = join(`node-${process.platform}-${process.arch}`, 'bin', 'node');
const link = join(modules, '.bin', 'node');

if (existsSync(join(modules, program))) {
  rmSync(join(modules, program, '..', '..', 'include'), { recursive: true, force: true });
  try {
    execFileSync(join(modules, program), ['--version'], { stdio: 'ignore' });
    if (!existsSync(link)) {
      mkdirSync(dirname(link), { recursive: true });
      rmSync(link, { force: true });
      symlinkSync(join('..', program), link);
    }
  } catch {
    rmSync(link, { force: true });
  }
}
