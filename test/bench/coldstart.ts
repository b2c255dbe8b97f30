/** From the start of the process to the first verdict on GitHub, with a running database and with the built-in one. */
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { row } from './figure.ts';
import { startProduct } from './product.ts';
import { buildTown } from './town.ts';

export async function coldStart(databaseUrl: string, folder: string): Promise<void> {
  const data = join(folder, 'data');
  await mkdir(data);
  await chmod(data, 0o711);
  await once('a running database', { DATABASE_URL: databaseUrl }, '≤ 0.6 s');
  // The first start makes the database; people wait for that once.
  await once('the built-in database, first start', { DATA_DIR: data }, '');
  await once('the built-in database', { DATA_DIR: data }, '≤ 1.5 s');
}

async function once(what: string, environment: Readonly<Record<string, string>>, target: string): Promise<void> {
  const town = await buildTown(1, 1);
  const [repository] = town.repositories;
  if (!repository) return;
  const started = performance.now();
  const product = await startProduct({ ...town.environment, ...environment });
  town.world.state.app.webhookUrl = product.webhook;
  await town.judged(repository, town.push(repository));
  row(`cold start to the first verdict, ${what}`, `${((performance.now() - started) / 1000).toFixed(2)} s`, target);
  await product.stop();
  await town.close();
}
