export function isLeftOpen(_: string): boolean {
  return false;
}
