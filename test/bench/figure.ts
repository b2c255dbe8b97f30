/** The table of the benchmark: what was measured beside its target or its reference, printed as it comes. */

export function heading(): void {
  row('figure', 'measured', 'target');
}

export function row(what: string, measured: string, target: string): void {
  process.stdout.write(`${what.padEnd(62)} ${measured.padEnd(34)} ${target}\n`);
}

export const ms = (value: number): string => `${value.toFixed(1)} ms`;

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Median and 95th percentile of times in milliseconds. */
export const spread = (values: readonly number[]): string =>
  `p50 ${ms(quantile(values, 0.5))}, p95 ${ms(quantile(values, 0.95))}`;
